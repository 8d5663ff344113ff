import { expect, it } from 'vitest'
import type { DevHotloadApiClient, StreamFrame, StreamStatus } from '../../client/index.ts'
import { createFakeClock } from '../../tests/fake-clock.ts'
import { createFeed } from './feed.ts'
import type { Lists } from './lists.ts'
import type { Memory } from './memory.ts'
import { createLogBook } from '../../logs/index.ts'
import { createStores } from './stores.ts'

function setUp() {
  const clock = createFakeClock()
  const stores = createStores(1_000, createLogBook(1_000))
  stores.book.open({ sessionId: 's' })
  let receive: (frame: StreamFrame) => void = () => {}
  let follow: (status: StreamStatus) => void = () => {}
  let draw = () => {}
  const status = (name: StreamStatus['name'], downSince: number | null = null): StreamStatus => ({
    ...{ name, downSince, failures: 0, nextAttemptAt: null, lastEventAt: null, code: null },
  })
  const stream = {
    status: () => status('idle'),
    onFrame: (listener: typeof receive) => ((receive = listener), () => {}),
    onStatus: (listener: typeof follow) => ((follow = listener), () => {}),
    onOversize: () => () => {},
    stop: () => {},
  }
  const feed = createFeed({
    client: { queries: {}, stream } as unknown as DevHotloadApiClient,
    stores,
    memory: { keepLines: () => {} } as unknown as Memory,
    lists: { sessionsAgain: () => {}, sessionsSoon: () => {}, forgetAnswers: () => {} } as unknown as Lists,
    clock,
    tenantId: () => 't-1',
    random: () => 0.5,
    onRejected: () => {},
    frames: {
      requestFrame: (run) => ((draw = run), 1),
      cancelFrame: () => {},
      isHidden: () => false,
    },
  })
  let events = 0
  return {
    clock,
    feed,
    say: (name: StreamStatus['name'], downSince: number | null = null) => follow(status(name, downSince)),
    send(type: string, payload: unknown) {
      const id = `e${++events}`
      const ts = new Date(clock.now()).toISOString()
      receive({
        id,
        ownId: id,
        event: type,
        data: JSON.stringify({ type, sessionId: 's', tenantId: 't-1', ts, payload }),
      })
    },
    line(logId: string) {
      this.send('LogEntry', { logId, level: 'info', ts: new Date(clock.now()).toISOString(), message: logId })
    },
    draw: () => draw(),
    shown() {
      const { buffer } = stores.book.of({ sessionId: 's' })!
      return Array.from({ length: buffer.next - buffer.first }, (_, i) => {
        const row = buffer.row(buffer.first + i)!
        return row.kind === 'line' ? row.entry.logId : row.kind
      })
    },
  }
}

/** A line, five seconds without a connection, and the connection again. */
function interrupted() {
  const panel = setUp()
  panel.say('live')
  panel.line('l1')
  panel.draw()
  const from = panel.clock.now()
  panel.say('waiting', from)
  panel.clock.advance(5_000)
  panel.say('live')
  return panel
}

it('draws between the lines of before and after where the stream was down and lost nothing', () => {
  const panel = interrupted()
  panel.line('l2')
  panel.line('l3')
  panel.draw()
  expect(panel.shown()).toEqual(['l1', 'mark', 'l2', 'l3'])
  panel.feed.dispose()
  expect(panel.clock.pending()).toBe(0)
})

it('draws the gap alone where something was lost', () => {
  const panel = interrupted()
  // So late that a page without frames draws it after the silence that would mean that nothing was lost.
  panel.clock.advance(1_000)
  panel.send('StreamGap', { reason: 'retention', missed: 3 })
  panel.line('l5')
  panel.clock.advance(10_000)
  panel.draw()
  expect(panel.shown()).toEqual(['l1', 'gap', 'l5'])
  panel.feed.dispose()
})

it('says nothing of it after the tenant has changed', () => {
  const panel = setUp()
  panel.say('live')
  panel.line('l1')
  panel.draw()
  panel.say('waiting', panel.clock.now())
  panel.feed.pause()
  panel.line('l9')
  panel.draw()
  panel.clock.advance(5_000)
  panel.say('live')
  panel.clock.advance(10_000)
  expect(panel.shown()).toEqual(['l9'])
  panel.feed.dispose()
})
