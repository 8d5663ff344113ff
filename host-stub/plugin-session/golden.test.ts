import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { createDevApiLink, livingSessionOf, type DevApiLink } from './dev-api-link.ts'
import { createHttp } from './http-exchange.ts'

interface Golden {
  operation: string
  status: number
  body: unknown
}

const folder = new URL('../../contracts/fixtures/rest/', import.meta.url)
const files = new Map(
  readdirSync(folder).map((name) => [name, JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Golden]),
)

const session = { sessionId: 's1', reloadToken: 'rt' }
const report = {
  sequence: 1,
  durationMs: 1,
  buildTimeMs: 1,
  changedFiles: [],
  trigger: 'file' as const,
  mode: 'hot' as const,
  success: true,
}
const plugin = {
  pluginId: 'p',
  developerId: 'd',
  pluginVersion: '1',
  entryPoints: [],
  manifest: {},
  metadata: {},
  watchFileLimit: 1,
  cliVersion: '1',
}

/** Operations of a CLI, and how it asks. */
const QUESTIONS: Readonly<Record<string, (link: DevApiLink) => Promise<unknown>>> = {
  register: (link) => link.register(plugin),
  reportReload: (link) => link.reportReload(session, 'r-1', report),
  sendLogs: (link) => link.sendLogs(session, [], 'key-1'),
  heartbeat: (link) => link.heartbeat('s1'),
  endSession: (link) => link.end('s1', 'bye'),
}

const linkThatHears = ({ status, body }: Golden) =>
  createDevApiLink(
    createHttp({
      fetch: async () => new Response(JSON.stringify(body), { status }),
      base: 'http://api.test',
      credentials: {
        identity: async () => ({ token: 'access', tenantId: 't1', developerId: 'u1' }),
        renew: async () => ({ token: 'access', tenantId: 't1', developerId: 'u1' }),
      },
      newId: () => 'id',
      now: () => 0,
    }),
  )

const done = { kind: 'done' }
const registered = { kind: 'done', data: { reloadToken: 'rt-4f0d2c', status: 'ACTIVE' } }

/** What the CLI makes of each file. */
const EXPECTED: Readonly<Record<string, object>> = {
  'register.good.json': registered,
  'register.old.json': registered,
  'register-html.hostile.json': { kind: 'done', data: { sessionId: expect.stringContaining('<img') as string } },
  'register-conflict.error.json': { kind: 'refused', status: 409 },
  'report-reload.good.json': done,
  'send-logs.good.json': done,
  'heartbeat.good.json': { kind: 'done', data: { status: 'ACTIVE', pendingReload: null } },
  'heartbeat-pending-reload.good.json': { kind: 'done', data: { pendingReload: { reloadId: 'r-31' } } },
  'end-session.good.json': done,
  'end-session.old.json': done,
  'end-session-html.hostile.json': done,
  'end-session-long.hostile.json': done,
  'end-session-terminal.hostile.json': done,
  'session-over.error.json': { kind: 'gone' },
  'too-large.error.json': { kind: 'refused', status: 413 },
}

const ofCli = [...files].filter(([, { operation }]) => operation in QUESTIONS)

describe('the golden answers to a CLI', () => {
  it('each have an expectation, and no expectation is without its file', () => {
    expect(Object.keys(EXPECTED).sort()).toEqual(ofCli.map(([name]) => name).sort())
  })

  it.each(ofCli)('%s is read as it is meant', async (name, golden) => {
    expect(await QUESTIONS[golden.operation]!(linkThatHears(golden))).toMatchObject(EXPECTED[name]!)
  })

  it('register-conflict.error.json says which session stands in the way', () => {
    expect(livingSessionOf(files.get('register-conflict.error.json')?.body)).toMatchObject({
      sessionId: '0b7e3f7c-4a54-4b52-9a0e-5d6c1f2e3a4b',
    })
  })
})
