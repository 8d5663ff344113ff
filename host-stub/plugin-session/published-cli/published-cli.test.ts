import { describe, expect, it } from 'vitest'
import type { BuildOutcome } from '../builder.ts'
import type { Delivery } from '../delivery.ts'
import { createFakeClock } from '../fake-clock.ts'
import type { Registered } from '../registrar.ts'
import type { CoreReloadRequest } from './core-link.ts'
import { createPublishedCli, type PublishedCliDeps } from './published-cli.ts'

const good = (hash: string): BuildOutcome => ({
  kind: 'built',
  hash,
  entryFile: `/out/${hash}.js`,
  buildTimeMs: 38,
  inputs: 2,
  warnings: [],
})
const broken: BuildOutcome = { kind: 'broken', buildTimeMs: 3, problems: [{ text: 'Expected ";"' }] }
const refused = (status: number, reason: string): Delivery<unknown> => ({ kind: 'refused', status, reason, body: null })

const MINUTE_MS = 60_000

const setUp = (options: Partial<PublishedCliDeps> = {}) => {
  const clock = createFakeClock()
  const core = { reloads: [] as CoreReloadRequest[], ended: [] as string[], live: [] as string[], said: [] as string[] }
  /** As PowerX Core: objects are refused. */
  let answer = ({ changedFiles }: CoreReloadRequest): Delivery<unknown> =>
    changedFiles ? refused(400, 'cannot unmarshal object (HTTP 400)') : { kind: 'done', data: {} }
  let builds: BuildOutcome[] = []
  let sessions = 0
  let change: (files: string[]) => void = () => {}

  const session = createPublishedCli({
    link: {
      reload: async (_, request) => {
        core.reloads.push(request)
        return answer(request)
      },
      end: async (sessionId) => {
        core.ended.push(sessionId)
        return { kind: 'done', data: {} }
      },
    },
    register: async (): Promise<Registered> => {
      const expiresAt = new Date(clock.now() + 15 * MINUTE_MS).toISOString()
      return { kind: 'live', registration: { sessionId: `s${++sessions}`, reloadToken: 'secret', expiresAt } }
    },
    build: async () => builds.shift() ?? good('h0'),
    sizeOf: async () => 4096,
    tidy: async () => {},
    describeChange: async (files) =>
      files.map((path) => ({ type: 'modify', path, hash: 'a1', timestamp: '2026-01-01T00:00:00.000Z' })),
    openWatcher: ({ onChange }) => {
      change = onChange
      return { ready: Promise.resolve(), dispose: async () => {} }
    },
    tell: (message) => core.said.push(message),
    onLive: (sessionId) => core.live.push(sessionId),
    takeover: false,
    stay: false,
    clock,
    ...options,
  })
  return {
    clock,
    core,
    session,
    change: (...files: string[]) => change(files),
    plan: (...next: BuildOutcome[]) => (builds = next),
    answerWith: (next: typeof answer) => (answer = next),
  }
}

describe('the published CLI', () => {
  it('tells of its first bundle without outcome, duration, number or changed files', async () => {
    const { clock, core, session } = setUp()
    void session.run()
    await clock.advance(0)
    expect(core.live).toEqual(['s1'])
    expect(core.reloads).toEqual([{ bundleHash: 'h0', bundleSize: 4096, buildDuration: 38, strategy: 'full' }])
  })

  it('sends changed files as objects, is refused, and rolls back to its first bundle', async () => {
    const { clock, core, session, change, plan } = setUp()
    void session.run()
    await clock.advance(0)
    plan(good('h1'))
    change('src/a.ts')
    await clock.advance(0)
    expect(core.reloads.slice(1)).toMatchObject([
      { bundleHash: 'h1', strategy: 'diff', changedFiles: [{ type: 'modify', path: 'src/a.ts' }] },
      {
        bundleHash: 'h0',
        strategy: 'rollback',
        metadata: { rollback: true, rollbackReason: 'cannot unmarshal object (HTTP 400)' },
      },
    ])
    expect(core.reloads[2]).not.toHaveProperty('changedFiles')
    expect(core.said).toContain('Rollback applied using the last good bundle')
  })

  it('does not tell of a build that failed: only the rollback is heard', async () => {
    const { clock, core, session, change, plan } = setUp()
    void session.run()
    await clock.advance(0)
    plan(broken)
    change('src/a.ts')
    await clock.advance(0)
    expect(core.reloads.map(({ strategy }) => strategy)).toEqual(['full', 'rollback'])
    expect(core.said[0]).toContain('Expected ";"')
  })

  it('leaves out changes while it backs off, longer after each failure', async () => {
    const { clock, core, session, change } = setUp()
    void session.run()
    await clock.advance(0)
    const strategies = () => core.reloads.splice(0).map(({ strategy }) => strategy)
    strategies()
    change('a.ts')
    await clock.advance(900)
    change('b.ts')
    await clock.advance(100)
    expect(strategies()).toEqual(['diff', 'rollback'])
    change('c.ts')
    await clock.advance(1900)
    change('d.ts')
    await clock.advance(0)
    expect(strategies()).toEqual(['diff', 'rollback'])
  })

  it('tries three times more when PowerX Core is away, and never beats or asks in between', async () => {
    const { clock, core, session, change, answerWith } = setUp()
    void session.run()
    await clock.advance(0)
    await clock.advance(5 * MINUTE_MS)
    expect(core.reloads).toHaveLength(1)
    answerWith(() => ({ kind: 'later', reason: 'ECONNREFUSED' }))
    change('a.ts')
    await clock.advance(7000)
    // One of them is the first attempt of the rollback.
    expect(core.reloads).toHaveLength(1 + 4 + 1)
  })

  it('ends when its first reload is refused, as it does today', async () => {
    const { clock, core, session, answerWith } = setUp()
    answerWith(() => refused(401, 'dev hotload reload token mismatch (HTTP 401)'))
    const over = session.run()
    await clock.advance(0)
    expect(await over).toEqual({
      exitCode: 1,
      sentence: 'The first reload failed: dev hotload reload token mismatch (HTTP 401)',
    })
    expect(core.ended).toEqual(['s1'])
  })

  it('says goodbye with a DELETE and leaves nothing that ticks', async () => {
    const { clock, core, session } = setUp({ stay: true })
    const over = session.run()
    await clock.advance(0)
    session.stop('stopped by the developer')
    await clock.advance(0)
    expect(await over).toEqual({ exitCode: 0, sentence: 'The session has ended.' })
    expect([core.ended, clock.pending()]).toEqual([['s1'], 0])
  })

  it('does not wait longer than five seconds for the goodbye', async () => {
    const { clock, session } = setUp({
      link: { reload: async () => ({ kind: 'done', data: {} }), end: () => new Promise(() => {}) },
    })
    const over = session.run()
    await clock.advance(0)
    session.stop('stopped by the developer')
    await clock.advance(5000)
    expect(await over).toMatchObject({ exitCode: 0 })
  })

  it('goes on with a session that is over, and knows nothing of it', async () => {
    const { clock, core, session } = setUp()
    void session.run()
    await clock.advance(0)
    await clock.advance(20 * MINUTE_MS)
    expect([core.live, core.ended]).toEqual([['s1'], []])
  })
})

describe('a session that is to stay', () => {
  it('is opened anew once its time is over and the clean-up has been', async () => {
    const { clock, core, session } = setUp({ stay: true })
    void session.run()
    await clock.advance(0)
    await clock.advance(15 * MINUTE_MS + 34_000)
    expect(core.live).toEqual(['s1'])
    await clock.advance(1000)
    expect(core.live).toEqual(['s1', 's2'])
    expect(core.reloads.map(({ strategy }) => strategy)).toEqual(['full', 'full'])
  })

  it('is opened anew when PowerX Core does not know it any more', async () => {
    const { clock, core, session, change, answerWith } = setUp({ stay: true })
    void session.run()
    await clock.advance(0)
    let lost = true
    answerWith(() => {
      if (!lost) return { kind: 'done', data: {} }
      lost = false
      return { kind: 'gone', reason: 'dev hotload session not found (HTTP 404)' }
    })
    change('a.ts')
    await clock.advance(0)
    expect(core.live).toEqual(['s1', 's2'])
    expect(core.reloads.map(({ strategy }) => strategy)).toEqual(['full', 'diff', 'full'])
  })
})
