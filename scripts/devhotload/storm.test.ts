import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { startTestApi } from '../../host-stub/dev-api/testing/start-test-api.ts'
import { createFaultProxy } from '../../host-stub/faults/fault-proxy.ts'
import { readStormOptions } from './storm/options.ts'
import { createPace } from './storm/pace.ts'
import { runStorm } from './storm/run.ts'
import { createStormLines } from './storm/storm-lines.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

interface Row {
  sessionId: string
  status: string
  terminationNote: string | null
  lastReload: { success: boolean } | null
}
interface Alert {
  fingerprint: string
  severity: string
  count: number
}
type Intercept = (url: string, count: number, interrupt: () => void) => Response | void | Promise<void>

function tokenFile(token: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'dev-hotload-storm-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  writeFileSync(join(folder, 'token'), token)
  return join(folder, 'token')
}

/** A Dev API, and the command beside it. Its time goes on whenever it waits. */
async function setting() {
  const api = await startTestApi({ tokenTtlS: 86_400 })
  const ops = await api.signIn('ops')
  const said: string[] = []
  const requests: string[] = []

  async function run(args: readonly string[], intercept: Intercept = () => {}, env: NodeJS.ProcessEnv = {}) {
    said.length = requests.length = 0
    const end = new AbortController()
    let now = api.clock.now()
    let ids = 0
    const code = await runStorm(readStormOptions(['--api', api.base, ...args], {}), {
      fetch: async (url, init) => {
        requests.push(`${init?.method ?? 'GET'} ${String(url)}`)
        return (await intercept(String(url), requests.length, () => end.abort())) ?? fetch(url, init)
      },
      clock: {
        now: () => now,
        after(ms, then) {
          now += ms
          setImmediate(then)
          return () => {}
        },
      },
      uuid: () => `${(++ids).toString(16).padStart(6, '0')}-storm`,
      env,
      stderr: { write: (text) => said.push(text) },
      signal: end.signal,
    })
    return { code, text: said.join('') }
  }

  const ask = async (query: string) => (await ops.graphql(query)).data as never
  const sessions = async () => {
    const fields = 'sessionId status terminationNote lastReload { success }'
    const { devHotloadSessions } = await ask(`{ devHotloadSessions(limit: 200) { items { ${fields} } } }`)
    return (devHotloadSessions as { items: Row[] }).items
  }
  const alerts = async () => {
    const { devHotloadAlerts } = await ask(
      `{ devHotloadAlerts(tenantId: "${ops.tenant}") { fingerprint severity count } }`,
    )
    return devHotloadAlerts as Alert[]
  }
  return { api, ops, requests, run, sessions, alerts }
}

describe('a storm', { timeout: 20_000 }, () => {
  it('reports at its rates and ends every session that it has registered', async () => {
    const { run, sessions } = await setting()
    const { code, text } = await run(['--sessions', '12', '--lines', '63', '--reloads', '5', '--seconds', '2'])
    expect(text).toContain('126 lines · 10 reloads · 0 failed reloads\nAll 12 sessions are ended.')
    expect(code).toBe(0)
    const rows = await sessions()
    expect(rows).toHaveLength(12)
    expect(new Set(rows.map(({ status, terminationNote }) => `${status} ${terminationNote}`))).toEqual(
      new Set(['TERMINATED The storm is over.']),
    )
  })

  it('makes one critical alert of the many failures of a session, and leaves the others well', async () => {
    const { run, alerts, sessions } = await setting()
    const { text } = await run([
      '--sessions',
      '3',
      '--lines',
      '0',
      '--alerts',
      '15',
      '--reloads',
      '2',
      '--seconds',
      '2',
    ])
    expect(text).toContain('4 reloads · 30 failed reloads')
    const rows = await sessions()
    expect(rows.map(({ lastReload }) => lastReload?.success).sort()).toEqual([false, true, true])
    const failing = (await alerts()).filter(({ severity }) => severity === 'CRITICAL')
    expect(failing).toEqual([
      { fingerprint: expect.stringMatching(/^reload\.failing:/), severity: 'CRITICAL', count: 28 },
    ])
  })

  it('lets sessions fall silent that it still ends', async () => {
    const { run, requests, sessions } = await setting()
    await run(['--sessions', '4', '--lost', '3', '--reloads', '0', '--lines', '2', '--seconds', '11'])
    expect(requests.filter((request) => request.endsWith('/heartbeat'))).toHaveLength(2)
    expect(new Set(requests.filter((request) => request.endsWith('/logs'))).size).toBe(1)
    expect((await sessions()).map(({ status }) => status)).toEqual(Array(4).fill('TERMINATED'))
  })

  it('does what the panel asks of a session', async () => {
    const { run, ops, sessions } = await setting()
    const asked: string[] = []
    const { code } = await run(
      ['--sessions', '2', '--reloads', '0', '--lines', '1', '--seconds', '12'],
      async (url) => {
        const sessionId = /register\/([^/]+)\/heartbeat$/.exec(url)?.[1]
        if (sessionId === undefined || asked.length > 0) return
        asked.push(sessionId)
        await ops.command('terminate', sessionId, { reason: 'enough' }, { 'idempotency-key': 'k-1' })
      },
    )
    expect(code).toBe(0)
    const ended = (await sessions()).find(({ sessionId }) => sessionId === asked[0])
    expect(ended).toMatchObject({ status: 'TERMINATED', terminationNote: 'The panel has ended it.' })
  })

  it('ends its sessions when it is interrupted, also those whose registration is under way', async () => {
    for (const at of [6, 30]) {
      const { run, sessions } = await setting()
      const { code, text } = await run(['--sessions', '12', '--seconds', '0'], (_, count, interrupt) => {
        if (count === at) interrupt()
      })
      expect(code).toBe(130)
      const rows = await sessions()
      expect(rows.length).toBeGreaterThan(0)
      expect(rows.every(({ status }) => status === 'TERMINATED')).toBe(true)
      expect(text).toContain(`All ${rows.length} sessions are ended.`)
    }
  })

  it('sends again what the server could not take, and says so', async () => {
    const { run } = await setting()
    const busy: Intercept = (url, count) =>
      url.endsWith('/logs') && count % 2 === 0 ? new Response('', { status: 503 }) : undefined
    const { code, text } = await run(['--sessions', '1', '--reloads', '0', '--lines', '50', '--seconds', '3'], busy)
    expect(text).toMatch(/^150 lines · .* \d+ requests repeated, the last: HTTP 503$/m)
    expect(code).toBe(0)
  })

  it('is as fast as the server, however many reports a tick begins with', async () => {
    const { run } = await setting()
    const quick: Intercept = (url) => (url.endsWith('/reload') ? Response.json({ data: {} }) : undefined)
    const args = ['--sessions', '1', '--lines', '0', '--reloads', '0', '--alerts', '800', '--seconds', '1']
    expect((await run(args, quick)).text).toContain('800 failed reloads\nAll 1 sessions')
  })

  it('is over when nobody is left to report', async () => {
    const { run, requests } = await setting()
    const gone: Intercept = (url) => (url.endsWith('/logs') ? new Response('', { status: 404 }) : undefined)
    const { code, text } = await run(['--sessions', '2', '--reloads', '0', '--seconds', '3600'], gone)
    expect(text).toMatch(/^0 lines · .* · 2 sessions ended by somebody else$/m)
    expect([code, requests.length < 10]).toEqual([0, true])
  })

  it('says what a slow server has not been sent, and does not wait for ever', async () => {
    const { run } = await setting()
    const slow: Intercept = async (url) => {
      for (let turn = 0; turn < 30 && url.endsWith('/reload'); turn++) await new Promise(setImmediate)
    }
    const args = ['--sessions', '1', '--lines', '0', '--reloads', '0', '--alerts', '400', '--seconds', '1']
    const { code, text } = await run(args, slow)
    const [, unsent] = /^The server is slower than these rates\. Not sent: (\d+) failed reloads\.$/m.exec(text) ?? []
    const [, sent] = /(\d+) failed reloads\nAll/.exec(text) ?? []
    expect(Number(unsent)).toBeGreaterThan(0)
    expect(Number(sent) + Number(unsent)).toBe(400)
    expect(code).toBe(0)
  })

  it('names the sessions that it had to leave behind', async () => {
    const { run, sessions } = await setting()
    const { code, text } = await run(['--sessions', '1', '--lines', '0', '--seconds', '1'], (url) =>
      url.includes('note=') ? new Response('', { status: 500 }) : undefined,
    )
    expect(code).toBe(1)
    expect(text).toContain(`1 sessions could not be ended; they will expire: ${(await sessions())[0]!.sessionId}`)
  })

  it('tells in one sentence that nobody is there, or that it may not', async () => {
    const { run, api } = await setting()
    const viewer = await api.signIn('viewer')
    const file = tokenFile(viewer.headers.authorization.replace('Bearer ', ''))
    const refused = await run(['--token-file', file, '--tenant', viewer.tenant])
    expect(refused).toMatchObject({ code: 1, text: expect.stringMatching(/^The Dev API refuses a session: .*\n$/) })
    expect(await run(['--token-file', `${file}.not`])).toMatchObject({ code: 2 })
    const old = await run([], undefined, { DH_TOKEN: 'not-a-token' })
    expect(old).toMatchObject({ code: 1, text: expect.stringContaining('Set DH_TOKEN') })
    const away = await run([], () => Promise.reject(new TypeError('fetch failed')))
    expect(away).toMatchObject({
      code: 1,
      text: expect.stringMatching(/^No Dev API answers \(fetch failed\)\. npm start/),
    })
  })

  it('sets the fault server to a scenario, and back', async () => {
    const { run, api } = await setting()
    const proxy = createFaultProxy({ to: api.base, scenario: 'slow', seed: 4 })
    const url = await proxy.listen(0)
    onTestFinished(() => proxy.dispose())
    const seen = new Set<string>()
    const watch: Intercept = (url) => void (url.endsWith('/logs') && seen.add(proxy.scenario().name))
    const at = ['--faults-at', url]
    expect((await run(['--faults', 'flaky', ...at, '--seconds', '1'], watch)).code).toBe(0)
    expect([...seen]).toEqual(['flaky'])
    expect(proxy.scenario()).toEqual({ name: 'slow', seed: 4 })
    await proxy.dispose()
    const nobody = await run(['--faults', 'flaky', ...at])
    expect(nobody).toMatchObject({ code: 2, text: expect.stringContaining('There is no fault server at') })
  })
})

describe('the parts of a storm', () => {
  it('keep a rate over time, and know what is due', () => {
    const pace = createPace(0.5)
    expect([pace.due(1_999), pace.due(2_000)]).toEqual([0, 1])
    pace.take(1)
    expect([pace.due(3_999), pace.due(60_000)]).toEqual([0, 29])
  })

  it('write the same lines for the same seed, and others for another', () => {
    const [first, same, other] = [1, 1, 2].map((seed) => createStormLines(seed, () => 0)(50, 3))
    expect(same).toEqual(first)
    expect(other).not.toEqual(first)
    expect(first![1]).toMatchObject({ message: expect.stringMatching(/^#2 /), reloadSequence: 3 })
  })
})

describe('the command line of a storm', { timeout: 30_000 }, () => {
  const run = (args: readonly string[]) =>
    spawnSync(process.execPath, ['--import', 'tsx', 'scripts/devhotload/storm.ts', ...args], {
      cwd: root,
      encoding: 'utf8',
    })

  it('helps, and says in one sentence what it does not understand', () => {
    const help = run(['--help'])
    expect(help.status).toBe(0)
    for (const word of ['--sessions', '--faults', 'flaky', 'Ctrl-C', 'Exit codes']) expect(help.stdout).toContain(word)
    const elsewhere = run(['--api', 'https://dev.example.com'])
    expect(elsewhere).toMatchObject({ status: 2, stderr: expect.stringContaining('--anywhere') })
  })
})
