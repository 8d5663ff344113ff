import { describe, expect, it } from 'vitest'
import { createCommandInbox } from './command-inbox.ts'
import { createCommandListener, readCommand } from './command-listener.ts'
import type { CommandUpdate } from './dev-api-link.ts'
import { createFakeClock } from './fake-clock.ts'

const eventOf = (payload: unknown, type = 'SessionUpdated', sessionId = 's1') =>
  JSON.stringify({ type, sessionId, tenantId: 't1', ts: '2026-01-01T00:00:00Z', payload })

const createInbox = () => {
  const heard: string[] = []
  const inbox = createCommandInbox({
    onReload: (reloadId) => heard.push(`reload ${reloadId}`),
    onTerminate: () => heard.push('terminate'),
    onEnded: (status) => heard.push(status),
  })
  return { heard, inbox }
}

describe('the command inbox', () => {
  it('carries a reload out once, whether stream or heartbeat tell of it', () => {
    const { heard, inbox } = createInbox()
    inbox.offer({ status: 'ACTIVE', pendingReload: { reloadId: 'r1' } })
    inbox.offer({ pendingReload: { reloadId: 'r1' } })
    inbox.offer({ status: 'RELOADING', pendingReload: { reloadId: 'r2' } })
    inbox.offer({ pendingReload: { reloadId: 'r1' } })
    expect(heard).toEqual(['reload r1', 'reload r2'])
  })

  it('obeys the end once and nothing after it', () => {
    const { heard, inbox } = createInbox()
    inbox.offer({ status: 'terminating' })
    inbox.offer({ status: 'TERMINATING' })
    inbox.offer({ status: 'TERMINATED' })
    inbox.offer({ pendingReload: { reloadId: 'r1' } })
    expect(heard).toEqual(['terminate'])
  })

  it('tells an end that came from elsewhere apart', () => {
    const { heard, inbox } = createInbox()
    inbox.offer({ status: 'EXPIRED' })
    expect(heard).toEqual(['EXPIRED'])
  })
})

describe('an event of the stream', () => {
  it('is a command when it concerns this session', () => {
    expect(readCommand(eventOf({ pendingReload: { reloadId: 'r1' } }), 's1')).toEqual({
      pendingReload: { reloadId: 'r1' },
    })
    expect(readCommand(eventOf({ endedAt: 'x' }, 'SessionTerminated'), 's1')).toEqual({ status: 'TERMINATED' })
    expect(readCommand(eventOf({ status: 'TERMINATING' }, 'dev.session.updated'), 's1')).toEqual({
      status: 'TERMINATING',
    })
  })

  it.each([
    ['another session', eventOf({ status: 'TERMINATING' }, 'SessionUpdated', 's2')],
    ['something else', eventOf({ status: 'TERMINATING' }, 'AlertRaised')],
    ['nothing readable', '{'],
    ['a list', '[]'],
  ])('is none when it concerns %s', (_, data) => {
    expect(readCommand(data, 's1')).toBeNull()
  })
})

/** An event stream whose end the test decides. */
const createLine = () => {
  let control: ReadableStreamDefaultController<Uint8Array>
  const body = new ReadableStream<Uint8Array>({ start: (given) => void (control = given) })
  const encoder = new TextEncoder()
  return {
    answer: new Response(body, { headers: { 'content-type': 'text/event-stream' } }),
    write: (text: string) => control.enqueue(encoder.encode(text)),
    close: () => control.close(),
    // What `fetch` does to a body whose signal is aborted.
    cut: () => control.error(new DOMException('aborted', 'AbortError')),
  }
}

type Line = Pick<ReturnType<typeof createLine>, 'answer' | 'cut'>

const listenTo = (lines: Line[]) => {
  const clock = createFakeClock()
  const opened: (string | null)[] = []
  const updates: CommandUpdate[] = []
  const doubts: number[] = []
  const listener = createCommandListener({
    sessionId: 's1',
    open: async (lastEventId, signal) => {
      opened.push(lastEventId)
      const line = lines.shift()
      if (!line) throw new TypeError('fetch failed')
      signal.addEventListener('abort', line.cut)
      return line.answer
    },
    onUpdate: (update) => updates.push(update),
    onDoubt: () => doubts.push(clock.now()),
    random: () => 0.5,
    clock,
  })
  return { clock, opened, updates, doubts, listener }
}

describe('the command listener', () => {
  it('hears commands and resumes after the last event when the line breaks', async () => {
    const [first, second] = [createLine(), createLine()]
    const { clock, opened, updates, listener } = listenTo([first, second])
    listener.start()
    await clock.advance(0)
    first.write(`: hb\n\nid: 7\nevent: SessionUpdated\ndata: ${eventOf({ pendingReload: { reloadId: 'r1' } })}\n\n`)
    await clock.advance(0)
    first.close()
    await clock.advance(1000)
    second.write(`id: 8\ndata: ${eventOf({ status: 'TERMINATING' })}\n\n`)
    await clock.advance(0)
    expect(opened).toEqual([null, '7'])
    expect(updates).toEqual([{ pendingReload: { reloadId: 'r1' } }, { status: 'TERMINATING' }])
    listener.dispose()
  })

  it('takes a line that stays silent for dead', async () => {
    const { clock, opened, listener } = listenTo([createLine(), createLine()])
    listener.start()
    await clock.advance(44_000)
    expect(opened).toHaveLength(1)
    await clock.advance(3000)
    expect(opened).toHaveLength(2)
    listener.dispose()
  })

  it('asks the heartbeat when the server has no stream, and knocks ever more rarely', async () => {
    const refusals = Array.from({ length: 40 }, () => ({ answer: new Response('', { status: 404 }), cut: () => {} }))
    const { clock, opened, doubts, listener } = listenTo(refusals)
    listener.start()
    await clock.advance(60_000)
    expect(doubts).toHaveLength(opened.length)
    expect(opened.length).toBeGreaterThan(5)
    expect(opened.length).toBeLessThan(15)
    listener.dispose()
  })

  it('stops for good when it is disposed', async () => {
    const { clock, opened, listener } = listenTo([])
    listener.start()
    await clock.advance(500)
    listener.dispose()
    const before = opened.length
    await clock.advance(60_000)
    expect(opened).toHaveLength(before)
    expect(clock.pending()).toBe(0)
  })
})
