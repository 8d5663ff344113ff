import { describe, expect, it } from 'vitest'
import type { BuildOutcome } from './builder.ts'
import { createPersistence, type Delivery } from './delivery.ts'
import type { DevApiLink, ReloadReport } from './dev-api-link.ts'
import { createFakeClock } from './fake-clock.ts'
import type { StartOutcome } from './plugin-process.ts'
import { createSession, type SessionDeps } from './session.ts'

const done = <T>(data: T): Delivery<T> => ({ kind: 'done', data })
const away = { kind: 'later', reason: 'ECONNREFUSED' } as const
const goodBuild = (hash: string): BuildOutcome => ({
  kind: 'built',
  entryFile: `/out/${hash}/index.js`,
  buildTimeMs: 5,
  inputs: 2,
  warnings: [],
  hash,
})
const brokenBuild: BuildOutcome = {
  kind: 'broken',
  buildTimeMs: 3,
  problems: [{ text: 'Expected ";"', file: 'src/a.ts', line: 12, column: 8, lineText: 'const a = }' }],
}

const setUp = (options: Partial<SessionDeps> = {}) => {
  const clock = createFakeClock()
  const server = {
    reports: [] as { reloadId: string; report: ReloadReport }[],
    logs: [] as string[],
    ended: [] as string[],
    live: [] as string[],
    /** What the next heartbeats answer. */
    status: done({ status: 'ACTIVE' }) as Awaited<ReturnType<DevApiLink['heartbeat']>>,
    down: false,
  }
  const plugin = { started: [] as string[], stops: 0, outcome: { kind: 'up' } as StartOutcome }
  let builds: BuildOutcome[] = []
  let ids = 0
  let sessions = 0
  let change: (files: string[]) => void = () => {}
  const answer = <T>(effect: () => T) => Promise.resolve<Delivery<T>>(server.down ? away : done(effect()))

  const session = createSession({
    link: {
      register: () => Promise.reject(new Error('registration goes through the registrar')),
      heartbeat: () => Promise.resolve(server.down ? away : server.status),
      reportReload: (_, reloadId, report) => answer(() => server.reports.push({ reloadId, report })),
      sendLogs: (_, lines) =>
        answer(() => server.logs.push(...lines.map(({ source, message }) => `${source}: ${message}`))),
      end: (sessionId, note) => answer(() => server.ended.push(`${sessionId} ${note}`)),
      openStream: () => Promise.reject(new TypeError('fetch failed')),
    },
    register: async () => ({ kind: 'live', registration: { sessionId: `s${++sessions}`, reloadToken: 'secret' } }),
    build: async () => builds.shift() ?? goodBuild('h0'),
    needsFullReload: (files) => files.includes('plugin.json'),
    tidy: async () => {},
    openPlugin: ({ onSaid }) => ({
      replace: async (entryFile, sequence) => {
        plugin.started.push(entryFile)
        onSaid({ level: 'info', message: 'hello' }, sequence)
        return plugin.outcome
      },
      stop: async () => void plugin.stops++,
      kill: () => {},
    }),
    openWatcher: ({ onChange }) => {
      change = onChange
      return { ready: Promise.resolve(), dispose: async () => {} }
    },
    onLine: () => {},
    onLive: (sessionId) => server.live.push(sessionId),
    persist: createPersistence({ clock, random: () => 0.5 }),
    newId: () => `id-${++ids}`,
    random: () => 0.5,
    takeover: false,
    stay: false,
    clock,
    ...options,
  })
  return {
    clock,
    server,
    plugin,
    session,
    change: (files: string[]) => change(files),
    plan: (next: BuildOutcome[]) => (builds = next),
  }
}

describe('a session', () => {
  it('reports its start as a full reload and runs the plugin', async () => {
    const { clock, server, plugin, session } = setUp()
    void session.run()
    await clock.advance(300)
    expect(server.live).toEqual(['s1'])
    expect(plugin.started).toEqual(['/out/h0/index.js'])
    expect(server.reports.map(({ report }) => report)).toMatchObject([
      { sequence: 1, trigger: 'start', mode: 'full', success: true, buildTimeMs: 5, changedFiles: [], buildHash: 'h0' },
    ])
    expect(server.logs).toEqual(['cli: Starting the plugin', 'build: Built 2 files in 5 ms (h0)', 'sandbox: hello'])
  })

  it('builds anew when a file is saved, hot unless the manifest changed', async () => {
    const { clock, server, session, change } = setUp()
    void session.run()
    await clock.advance(300)
    change(['src/a.ts'])
    await clock.advance(300)
    change(['plugin.json', 'src/a.ts'])
    await clock.advance(300)
    expect(server.reports.slice(1).map(({ report }) => [report.sequence, report.mode, report.changedFiles])).toEqual([
      [2, 'hot', ['src/a.ts']],
      [3, 'full', ['plugin.json', 'src/a.ts']],
    ])
  })

  it('reports a syntax error with its place and lets the good plugin run on', async () => {
    const { clock, server, plugin, session, change, plan } = setUp()
    void session.run()
    await clock.advance(300)
    plan([brokenBuild])
    change(['src/a.ts'])
    await clock.advance(300)
    expect(server.reports[1]?.report).toMatchObject({ success: false, error: 'src/a.ts:12:8 Expected ";"' })
    expect(server.logs).toContain('build: src/a.ts:12:8 Expected ";"')
    expect(plugin.started).toHaveLength(1)
    expect(plugin.stops).toBe(0)
  })

  it('reports a plugin that crashes at its start as a failed reload', async () => {
    const { clock, server, plugin, session, change } = setUp()
    void session.run()
    await clock.advance(300)
    plugin.outcome = { kind: 'crashed', error: 'Error: boom' }
    change(['src/a.ts'])
    await clock.advance(300)
    expect(server.reports[1]?.report).toMatchObject({ success: false, error: 'Error: boom' })
  })

  it('carries out what the panel asks for once and reports it under its id', async () => {
    const { clock, server, session } = setUp()
    void session.run()
    await clock.advance(300)
    server.status = done({ status: 'RELOADING', pendingReload: { reloadId: 'wanted' } })
    await clock.advance(20_000)
    expect(server.reports.slice(1)).toMatchObject([{ reloadId: 'wanted', report: { trigger: 'panel', mode: 'hot' } }])
  })

  it('ends when the panel ends it: stops the plugin, says goodbye, exit code 0', async () => {
    const { clock, server, plugin, session } = setUp()
    const over = session.run()
    await clock.advance(300)
    server.status = done({ status: 'TERMINATING' })
    await clock.advance(6000)
    expect(await over).toEqual({ exitCode: 0, sentence: 'The panel ended the session.' })
    expect(server.ended).toEqual(['s1 terminated from the panel'])
    expect(plugin.stops).toBeGreaterThan(0)
    expect(clock.pending()).toBe(0)
  })

  it('goes without a goodbye when the session was ended elsewhere', async () => {
    const { clock, server, session } = setUp()
    const over = session.run()
    await clock.advance(300)
    server.status = { kind: 'gone', reason: 'HTTP 404' }
    await clock.advance(6000)
    expect(await over).toEqual({ exitCode: 0, sentence: 'Session s1 is over: HTTP 404' })
    expect(server.ended).toEqual([])
  })

  it('opens another session instead when it is asked to stay', async () => {
    const { clock, server, session } = setUp({ stay: true })
    void session.run()
    await clock.advance(300)
    server.status = { kind: 'gone', reason: 'HTTP 404' }
    await clock.advance(5000)
    server.status = done({ status: 'ACTIVE' })
    await clock.advance(2000)
    expect(server.live).toEqual(['s1', 's2'])
    expect(server.reports.map(({ report }) => [report.sequence, report.trigger])).toEqual([
      [1, 'start'],
      [2, 'start'],
    ])
  })

  it('keeps reports and lines through an outage and delivers each once, in order', async () => {
    const { clock, server, session, change } = setUp()
    void session.run()
    await clock.advance(300)
    server.down = true
    for (const file of ['a.ts', 'b.ts', 'c.ts']) {
      change([file])
      await clock.advance(5000)
    }
    expect(server.reports).toHaveLength(1)
    server.down = false
    await clock.advance(30_000)
    expect(server.reports.map(({ report }) => report.sequence)).toEqual([1, 2, 3, 4])
    const changes = server.logs.filter((line) => line.startsWith('cli: Changed'))
    expect(changes).toEqual(['cli: Changed: a.ts', 'cli: Changed: b.ts', 'cli: Changed: c.ts'])
    expect(server.logs).toContain('cli: The Dev API is back')
  })

  it('says goodbye on Ctrl-C, with the last lines sent', async () => {
    const { clock, server, session } = setUp()
    const over = session.run()
    await clock.advance(50)
    session.stop('stopped by the developer')
    await clock.advance(100)
    expect(await over).toMatchObject({ exitCode: 0 })
    expect(server.ended).toEqual(['s1 stopped by the developer'])
    expect(server.logs).toContain('sandbox: hello')
  })

  it('does not hang on Ctrl-C while the Dev API is away', async () => {
    const { clock, server, session } = setUp()
    const over = session.run()
    await clock.advance(300)
    server.down = true
    session.stop('stopped by the developer')
    await clock.advance(10_000)
    expect(await over).toMatchObject({ exitCode: 0 })
    expect(clock.pending()).toBe(0)
  })

  it('tells why it cannot begin', async () => {
    const { session } = setUp({ register: async () => ({ kind: 'taken', sentence: 'Session s9 is live.' }) })
    expect(await session.run()).toEqual({ exitCode: 1, sentence: 'Session s9 is live.' })
  })
})
