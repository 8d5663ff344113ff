import { createPinia, setActivePinia } from 'pinia'
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { createDice } from '../../../host-stub/faults/dice.ts'
import { createFaultProxy } from '../../../host-stub/faults/fault-proxy.ts'
import type { Scenario } from '../../../host-stub/faults/scenarios.ts'
import { createCommandMemory } from '../../app/panel/command-memory.ts'
import { createCommandSender } from '../../app/panel/send-command.ts'
import {
  createDevHotloadApiClient,
  decodeFrame,
  resolveEndpoints,
  type DevHotloadApiClient,
} from '../../client/index.ts'
import { createSystemClock } from '../../kernel/index.ts'
import { isOpen, useCommandStore, useSessionStore, type Command, type CommandKind } from '../../sessions/index.ts'
import { useAttentionStore } from '../../sessions/attention/index.ts'
import { registerSession, signIn, type Grant } from './cli.ts'
import { createDevApiProcess, type DevApiProcess } from './dev-api-process.ts'
import { createObedientClis } from './obedient-cli.ts'

const COMMANDS = 1_000
/** Each session gets so many reloads and is then ended. */
const PER_SESSION = 10
const SESSIONS = COMMANDS / PER_SESSION
const AT_ONCE = 25
const SEED = 20_260_117
const PATIENT_MS = 15_000
/** So short that a late answer is a timeout. */
const IMPATIENT_MS = 600

/** A fifth of all commands, in every way that leaves the client in doubt; half of them were carried out. */
const mixed: Scenario = {
  sentence: 'timeouts, 5xx and resets',
  requests: [
    {
      of: ['command'],
      chance: 0.2,
      faults: ['no-answer', 'lost-answer', 'late-headers', 'failing', 'briefly-503', 'hang-up'],
    },
  ],
}

describe('a thousand commands on a bad way to the Dev API', () => {
  let api: DevApiProcess
  let grant: Grant
  let run = 0

  beforeAll(async () => {
    api = await createDevApiProcess()
    await api.start()
    grant = await signIn(api.url, 'ops')
  })
  afterAll(() => api.remove())

  function clientOf(url: string, random: () => number, timeoutMs = PATIENT_MS): DevHotloadApiClient {
    const client = createDevHotloadApiClient({
      fetch,
      clock: createSystemClock(),
      random,
      uuid: () => crypto.randomUUID(),
      credentials: {
        token: async () => grant.accessToken,
        refresh: async () => grant.accessToken,
        tenantId: () => grant.tenantId,
      },
      userId: () => 'u-ops',
      tabs: {
        locks: null,
        openChannel: null,
        page: new EventTarget(),
        isHidden: () => false,
        digest: async (text) => text,
      },
      endpoints: resolveEndpoints({ apiBaseUrl: url, graphqlUrl: null, sseUrl: null }, url),
      timeoutMs,
    })
    onTestFinished(() => client.dispose())
    return client
  }

  const live = async (client: DevHotloadApiClient) => {
    client.stream.start()
    await vi.waitFor(() => expect(client.stream.status().name).toBe('live'), { timeout: 15_000 })
  }

  /** The panel's own sender and stores, without views. */
  async function panelBehind(url: string, timeoutMs: number) {
    setActivePinia(createPinia())
    const client = clientOf(url, createDice(SEED, 'jitter').float, timeoutMs)
    const clock = createSystemClock()
    const stores = { commands: useCommandStore(), sessions: useSessionStore(), attention: useAttentionStore() }
    client.stream.onFrame((frame) => {
      const decoded = decodeFrame(frame)
      if (!decoded.ok) return
      stores.sessions.applyEvent(decoded.event)
      stores.commands.applyEvent(decoded.event, clock.now())
    })
    const sender = createCommandSender({
      client,
      stores,
      lists: { openSession: async () => {}, sessionsSoon: () => {}, metrics: async () => {} },
      memory: createCommandMemory({ storage: null, scope: () => null, digest: async (text) => text, now: clock.now }),
      clock,
      uuid: () => crypto.randomUUID(),
      onError: () => {},
    })
    onTestFinished(() => sender.dispose())
    await live(client)
    return { stores, sender }
  }

  /** What the Dev API has written down of a session, past the proxy: newest first. */
  async function auditOf(sessionId: string) {
    const answer = await clientOf(api.url, Math.random).queries.audit(sessionId, 200)
    if (!answer.ok) throw new Error(`The audit trail could not be read: ${answer.error.code}`)
    return answer.value.items.filter(({ action }) => action === 'session.reload' || action === 'session.terminate')
  }

  async function thousand(scenario: string | Scenario, timeoutMs: number) {
    const proxy = createFaultProxy({ to: api.url, scenario, seed: SEED })
    onTestFinished(() => proxy.dispose())
    const prefix = `com.test.thousand-${++run}`
    const clis = await Promise.all(
      Array.from({ length: SESSIONS }, (_, index) => registerSession(api.url, `${prefix}-${index}`)),
    )
    const obedient = createObedientClis(clis)
    const cliEar = clientOf(api.url, Math.random)
    cliEar.stream.onFrame(obedient.onFrame)
    await live(cliEar)
    const { stores, sender } = await panelBehind(await proxy.listen(0), timeoutMs)
    const { commands } = stores

    async function carryOut(kind: CommandKind, sessionId: string): Promise<void> {
      await sender.send(kind, sessionId, 'a thousand')
      // Not with an assertion: a thousand of them, fifty times a second, would be most of the work.
      while (commands.openFor(sessionId, kind) !== null) await new Promise((resolve) => setTimeout(resolve, 20))
    }
    const queue = [...clis]
    const startedAt = performance.now()
    const worker = async () => {
      for (let cli = queue.shift(); cli; cli = queue.shift()) {
        for (let nth = 1; nth < PER_SESSION; nth++) await carryOut('reload', cli.sessionId)
        await carryOut('terminate', cli.sessionId)
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, worker))
    await obedient.idle()
    const seconds = (performance.now() - startedAt) / 1_000
    const audit = (await Promise.all(clis.map(({ sessionId }) => auditOf(sessionId)))).flat()
    return { given: commands.all, audit, seconds, counts: proxy.counts(), requests: proxy.requests() }
  }

  type Run = Awaited<ReturnType<typeof thousand>>

  /** What the server has recorded as carried out for a command. */
  function workOf({ audit }: Run, { kind, sessionId, key }: Command) {
    const own = audit.filter((entry) => entry.sessionId === sessionId && isWork(entry))
    if (kind === 'terminate') return own.filter(({ action }) => action === 'session.terminate')
    return own.filter(({ details }) => (details as { reloadId?: string } | null)?.reloadId === key)
  }
  const executions = (result: Run, command: Command) => workOf(result, command).length
  const outcomeOf = (details: unknown) => (details as { outcome?: string } | null)?.outcome
  const isWork = ({ result }: { result: string }) => result === 'accepted' || result === 'done'

  function check(name: string, result: Run): void {
    const { given, audit, seconds, counts } = result
    const done = given.filter(({ phase }) => phase === 'done')
    const times = given.map((command) => executions(result, command))
    const hasEffect = (command: Command) =>
      workOf(result, command).every(({ details }) => outcomeOf(details) === 'done')
    const untrue = done.filter((command) => !hasEffect(command))
    const figures = {
      given: given.length,
      done: done.length,
      success: `${((100 * done.length) / given.length).toFixed(2)} %`,
      executedOnce: times.filter((count) => count === 1).length,
      executedTwice: times.filter((count) => count > 1).length,
      reportedDoneWithoutEffect: untrue.length,
      serverExecutions: audit.filter(isWork).length,
      requests: counts.requests,
      faults: counts.faults,
      seconds: Number(seconds.toFixed(1)),
    }
    console.info(`commands under ${name}: ${JSON.stringify(figures)}`)

    expect(given).toHaveLength(COMMANDS)
    expect(given.filter(isOpen)).toEqual([])
    expect(done.length / given.length).toBeGreaterThanOrEqual(0.99)
    expect(Math.max(...times)).toBe(1)
    expect(done.filter((command) => executions(result, command) !== 1)).toEqual([])
    expect(untrue).toEqual([])
    // Nothing was carried out that nobody has asked for.
    expect(audit.filter(isWork).length).toBe(times.reduce((sum, count) => sum + count, 0))
    const hit = Object.values(counts.faults).reduce((sum, count) => sum + count, 0)
    expect(hit).toBeGreaterThan(COMMANDS * 0.15)
  }

  it('does each of them once when answers are lost', { timeout: 60_000 }, async () => {
    check('lost answers', await thousand('lost-answers', PATIENT_MS))
  })

  it('does each of them once under timeouts, 5xx and resets', { timeout: 60_000 }, async () => {
    check('timeouts, 5xx and resets', await thousand(mixed, IMPATIENT_MS))
  })
})
