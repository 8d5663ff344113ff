import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import type { CommandResult, DiagnosticCode, Session } from '../../../contracts/index.ts'
import type { ApiError, CommandRequest } from '../../client/index.ts'
import { err, ok, type Result } from '../../kernel/index.ts'
import { useCommandStore, useSessionStore, type Command } from '../../sessions/index.ts'
import { useAttentionStore } from '../../sessions/attention/index.ts'
import { createFakeClock } from '../../tests/fake-clock.ts'
import { testSession } from '../../tests/test-session.ts'
import { createCommandSender } from './send-command.ts'

type Answer = Result<CommandResult, ApiError>

const accepted = (sessionId: string): Answer =>
  ok({ auditId: `audit-${sessionId}`, sessionId, status: null, reloadId: null, terminatedAt: null })
const refused = (code: DiagnosticCode, retryAfterMs: number | null = null): Answer =>
  err({ code, status: 0, requestId: 'req', retryAfterMs })

const settle = () => new Promise((resolve) => setTimeout(resolve))

function setUp() {
  const clock = createFakeClock()
  const stores = { commands: useCommandStore(), sessions: useSessionStore(), attention: useAttentionStore() }
  const requests: (CommandRequest & { answer: (answer: Answer) => Promise<unknown> })[] = []
  const questions: string[] = []
  const state = { session: null as Session | null, reloads: [] as unknown[], remembered: [] as Command[] }
  let forgotten = 0
  let keys = 0

  const receive = (request: CommandRequest) =>
    new Promise<Answer>((resolve) => {
      const answer = (value: Answer) => {
        resolve(value)
        return settle()
      }
      requests.push({ ...request, answer })
    })
  const sender = createCommandSender({
    client: {
      commands: {
        terminate: receive,
        reload: receive,
        refreshMetrics: async () => ok({ ...testSession('s').metrics, errorCount: 7 }),
      },
      queries: {
        session: async (sessionId: string) => {
          questions.push(sessionId)
          return ok(state.session)
        },
        reloads: async () => ok(state.reloads),
      } as never,
    },
    stores,
    lists: { openSession: async () => {}, sessionsSoon: () => {}, metrics: async () => {} },
    memory: { read: async () => state.remembered, keep: () => {}, forget: () => void forgotten++ },
    clock,
    uuid: () => `key-${++keys}`,
    onError: () => {},
  })
  const show = (...sessions: Session[]) => {
    state.session = sessions[0] ?? null
    for (const session of sessions) stores.sessions.applySession(session)
  }
  const newest = () => stores.commands.all.at(-1)
  return { clock, ...stores, requests, questions, state, sender, show, newest, forgotten: () => forgotten }
}

describe('the sender of commands', () => {
  beforeEach(() => setActivePinia(createPinia()))

  it('sends one command for two clicks', async () => {
    const { sender, requests } = setUp()
    void sender.send('terminate', 's', null)
    void sender.send('terminate', 's', null)
    void sender.send('reload', 's', null)
    expect(requests).toHaveLength(2)
  })

  it('says timed out only after it has asked the server itself', async () => {
    const { sender, requests, clock, questions, newest, show } = setUp()
    show(testSession('s'))
    void sender.send('terminate', 's', null)
    await requests[0]!.answer(accepted('s'))
    clock.advance(19_000)
    expect(newest()?.phase).toBe('accepted')
    clock.advance(1_000)
    await settle()
    expect(questions).toEqual(['s'])
    expect(newest()).toMatchObject({ phase: 'timed-out', auditId: 'audit-s' })
  })

  it('finds the end that the stream has not told', async () => {
    const { sender, requests, clock, newest, state } = setUp()
    void sender.send('terminate', 's', null)
    await requests[0]!.answer(accepted('s'))
    state.session = testSession('s', { status: 'TERMINATED' })
    clock.advance(20_000)
    await settle()
    expect(newest()?.phase).toBe('done')
  })

  it('repeats an unanswered command with its own key and a refused one not at all', async () => {
    const { sender, requests, newest } = setUp()
    void sender.send('reload', 's', 'why')
    await requests[0]!.answer(refused('DH_API_001'))
    sender.retry(newest()!.key)
    expect(requests.map(({ key, reason }) => [key, reason])).toEqual([
      ['key-1', 'why'],
      ['key-1', 'why'],
    ])
    await requests[1]!.answer(refused('DH_API_403'))
    sender.retry(newest()!.key)
    expect(requests).toHaveLength(2)
  })

  it('gives a command that was carried out and failed a new key', async () => {
    const { sender, requests, newest, commands } = setUp()
    void sender.send('reload', 's', null)
    await requests[0]!.answer(accepted('s'))
    commands.failed('key-1', { code: 'DH_COMMAND_002', at: 0 })
    sender.retry('key-1')
    expect(newest()).toMatchObject({ key: 'key-2', phase: 'requested' })
    expect(commands.byKey('key-1')).toBeNull()
  })

  it('takes the answer of a refresh for its effect', async () => {
    const { sender, show, newest, sessions } = setUp()
    show(testSession('s'))
    await sender.send('refresh-metrics', 's', null)
    expect(newest()?.phase).toBe('done')
    expect(sessions.byId('s')?.metrics.errorCount).toBe(7)
  })

  it('sends again under the same key what an earlier page never heard of, and only waits for what was accepted', async () => {
    const first = setUp()
    void first.sender.send('reload', 'a', 'why')
    void first.sender.send('terminate', 'b', null)
    await first.requests[1]!.answer(accepted('b'))
    const remembered = [...first.commands.all]
    first.sender.dispose()
    expect(first.clock.pending()).toBe(0)

    setActivePinia(createPinia())
    const { sender, state, requests, questions, commands, clock } = setUp()
    state.remembered = remembered
    state.session = testSession('b', { status: 'TERMINATING' })
    await sender.start()
    await settle()
    expect(requests.map(({ key, sessionId, reason }) => [key, sessionId, reason])).toEqual([['key-1', 'a', 'why']])
    expect(questions).toEqual(['b'])
    expect(commands.byKey('key-2')).toMatchObject({ phase: 'observed', auditId: 'audit-b' })
    state.session = testSession('b', { status: 'TERMINATED' })
    clock.advance(20_000)
    await settle()
    expect(commands.byKey('key-2')?.phase).toBe('done')
  })

  it('sends and says nothing more in the name of somebody who has left', async () => {
    const { sender, requests, commands, clock, forgotten } = setUp()
    void sender.send('reload', 'a', null)
    sender.sendAll(
      'reload',
      Array.from({ length: 10 }, (_, index) => `s${index}`),
      null,
    )
    const before = requests.length
    sender.changeScope()
    commands.clear()
    expect(forgotten()).toBe(1)
    expect(requests.every(({ signal }) => signal?.aborted)).toBe(true)
    for (const request of [...requests]) await request.answer(accepted(request.sessionId))
    clock.advance(100_000)
    expect(requests).toHaveLength(before)
    expect(commands.all).toEqual([])
  })

  describe('with many sessions', () => {
    const ids = Array.from({ length: 12 }, (_, index) => `s${index}`)

    it('has six requests at a time on their way', async () => {
      const { sender, requests, commands } = setUp()
      sender.sendAll('reload', ids, 'why')
      expect(requests).toHaveLength(6)
      expect(commands.all.filter(({ phase }) => phase === 'waiting')).toHaveLength(6)
      await requests[0]!.answer(accepted('s0'))
      expect(requests).toHaveLength(7)
      for (let i = 1; i < 12; i++) await requests[i]!.answer(accepted(ids[i]!))
      expect(commands.all.map(({ phase }) => phase)).toEqual(ids.map(() => 'accepted'))
    })

    it('waits as long as a busy server asks it to, and loses nobody', async () => {
      const { sender, requests, commands, clock } = setUp()
      sender.sendAll('reload', ids, null)
      await requests[0]!.answer(refused('DH_API_429', 10_000))
      await requests[1]!.answer(accepted('s1'))
      expect(requests).toHaveLength(6)
      expect(commands.byKey('key-2')).toMatchObject({ phase: 'waiting', retryAt: clock.now() + 10_000 })
      clock.advance(9_999)
      expect(requests).toHaveLength(6)
      clock.advance(1)
      expect(requests).toHaveLength(8)
      expect(requests[6]!.key).toBe('key-2')
    })

    it('holds the others back while one of them is being paused', async () => {
      const { sender, requests, clock } = setUp()
      sender.sendAll('reload', ids, null)
      requests[0]!.onPause?.(3_000)
      await requests[1]!.answer(accepted('s1'))
      expect(requests).toHaveLength(6)
      clock.advance(3_000)
      expect(requests).toHaveLength(7)
    })

    it('tries again only what has failed', async () => {
      const { sender, requests, commands } = setUp()
      sender.sendAll('reload', ids.slice(0, 4), null)
      await requests[0]!.answer(refused('DH_API_001'))
      await requests[1]!.answer(accepted('s1'))
      await requests[2]!.answer(accepted('s2'))
      await requests[3]!.answer(refused('DH_API_403'))
      commands.failed('key-3', { code: 'DH_COMMAND_002', at: 0 })
      commands.done('key-4', 0)
      sender.retryRun(commands.all[0]!.runId!)
      expect(requests.slice(4).map(({ key, sessionId }) => [key, sessionId])).toEqual([
        // No verdict was heard: its own key. Carried out and failed: a new one.
        ['key-2', 's0'],
        ['key-6', 's1'],
      ])
    })
  })
})
