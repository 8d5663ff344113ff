import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { ALERT_ENV } from './escalation/alert-targets.ts'
import { startReceiver } from './escalation/testing/start-receiver.ts'
import { tempFile } from './testing/temp-file.ts'

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url))
// Whoever runs the tests may have set them for real.
const NOBODY = Object.fromEntries(Object.values(ALERT_ENV).map((name) => [name, '']))

const run = (args: string[], env: NodeJS.ProcessEnv = {}) => {
  const child: ChildProcess = spawn(process.execPath, ['--import', 'tsx', MAIN, ...args], {
    env: { ...process.env, DH_API_PORT: '', ...NOBODY, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  let said = ''
  child.stdout?.on('data', (bytes: Buffer) => (said += bytes.toString()))
  child.stderr?.on('data', (bytes: Buffer) => (said += bytes.toString()))
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, said }))
  const ready = new Promise<string>((resolve, reject) => {
    child.stdout?.on('data', () => {
      const url = /^Dev API is ready: (\S+) \(profile (?:gateway|core)\)\n$/.exec(said)?.[1]
      if (url) resolve(url)
    })
    void ended.then(() => reject(new Error(said)))
  })
  ready.catch(() => {})
  return { child, ended, ready }
}

const post = async (url: string, body: unknown, headers: Record<string, string> = {}) => {
  const answer = await fetch(url, { method: 'POST', body: JSON.stringify(body), headers })
  return (await answer.json()) as { data: Record<string, string>; accessToken: string; tenant: { id: string } }
}

const signIn = async (base: string) => {
  const { accessToken, tenant } = await post(`${base}/stub/auth/sign-in`, { role: 'engineer' })
  return { authorization: `Bearer ${accessToken}`, 'x-tenant-id': tenant.id }
}

describe('npm run dev-api', { timeout: 30_000 }, () => {
  it('says one line when it is ready, loses nothing when it is killed, and knows its tokens afterwards', async () => {
    const db = tempFile()
    const first = run(['--port', '0', '--db', db])
    const base = await first.ready
    const headers = await signIn(base)
    const { data } = await post(
      `${base}/internal/dev/plugins/register`,
      { pluginId: 'orders', developerId: 'x' },
      headers,
    )
    const path = `/internal/dev/plugins/register/${data['sessionId']}/logs`
    const cli = { authorization: `Bearer ${data['reloadToken']}` }
    for (let n = 0; n < 20; n++) await post(base + path, [{ message: `line ${n}` }], cli)
    first.child.kill('SIGKILL')
    await first.ended

    const second = run(['--port', '0', '--db', db])
    const query = `{ devHotloadLogs(sessionId: "${data['sessionId']}") { items { message } } }`
    const again = await post(`${await second.ready}/internal/admin/graphql`, { query }, headers)
    expect(JSON.stringify(again.data)).toBe(
      JSON.stringify({ devHotloadLogs: { items: Array.from({ length: 20 }, (_, n) => ({ message: `line ${n}` })) } }),
    )
  })

  it('stops at once when asked to, although streams are open', async () => {
    const { child, ended, ready } = run(['--port', '0', '--db', ':memory:'])
    const base = await ready
    const stream = await fetch(`${base}/internal/dev/plugins/stream`, { headers: await signIn(base) })
    await stream.body?.getReader().read()
    child.kill('SIGTERM')
    // The limit of this test is what would catch a server that waits for its streams.
    expect((await ended).code).toBe(0)
  }, 10_000)

  it('plays PowerX Core when it is asked to', async () => {
    const { ready, ended, child } = run(['--port', '0', '--profile', 'core'])
    const base = await ready
    const headers = await signIn(base)
    const list = await fetch(`${base}/api/v1/internal/dev/plugins/sessions`, { headers })
    expect(await list.json()).toMatchObject({ data: { items: [], limit: 50, offset: 0 } })
    expect((await fetch(`${base}/internal/admin/graphql`, { method: 'POST', headers })).status).toBe(404)
    child.kill('SIGTERM')
    expect((await ended).code).toBe(0)
  })

  it('tells people whom the environment names, and never says a key', async () => {
    const [chat, pager] = [await startReceiver({ status: 404 }), await startReceiver({ status: 202 })]
    const { child, ended, ready } = run(['--port', '0', '--db', ':memory:'], {
      PX_ALERT_SLACK_WEBHOOK_URL: `${chat.url}/services/S3CRET`,
      PX_ALERT_PAGERDUTY_URL: `${pager.url}/v2/enqueue`,
      PX_ALERT_PAGERDUTY_KEY: 'r0uting-k3y',
      PX_ALERT_PANEL_URL: 'https://shell.example/dev-hotload',
    })
    const base = await ready
    const failing = { kind: 'terminate.failing', severity: 'critical', since: '2026-01-05T10:00:00Z', count: 3 }
    await post(`${base}/internal/dev/plugins/notifications`, failing, await signIn(base))
    const [[message], [event]] = await Promise.all([chat.take(2), pager.take(1)])
    expect(message?.body['text']).toContain('<https://shell.example/dev-hotload|Open the panel>')
    expect(event?.body['routing_key']).toBe('r0uting-k3y')
    child.kill('SIGTERM')
    const { code, said } = await ended
    expect([code, said]).toEqual([0, expect.stringContaining('slack:#powerx-admin-alerts did not take it (404)')])
    expect(said).not.toMatch(/S3CRET|k3y/)
  })

  it('says in one sentence that its key has no address, and not the key', async () => {
    const end = await run(['--port', '0'], { PX_ALERT_PAGERDUTY_KEY: 'r0uting-k3y' }).ended
    expect([end.code, end.said]).toEqual([
      1,
      expect.stringContaining('PX_ALERT_PAGERDUTY_KEY needs PX_ALERT_PAGERDUTY_URL'),
    ])
    expect(end.said).not.toContain('k3y')
  })

  it('says in one sentence that its port is taken', async () => {
    const taken = createServer().listen(0, '127.0.0.1')
    await once(taken, 'listening')
    onTestFinished(() => void taken.close())
    const { port } = taken.address() as AddressInfo
    expect(await run(['--db', ':memory:'], { DH_API_PORT: String(port) }).ended).toEqual({
      code: 1,
      said: `The Dev API cannot start: 127.0.0.1:${port} is in use. Choose another one with --port.\n`,
    })
  })

  it.each([
    [['--port', 'http'], 1, /--port.*whole number from 0 to 65535/],
    [['--cors-origin', 'localhost'], 1, /--cors-origin.*origins like/],
    [['--profile', 'cloud'], 1, /Allowed choices are gateway, core/],
    [['--profile', 'core', '--db', 'x'], 1, /^error: --db has no meaning for the profile core: PowerX Core shows no/],
    [['--session-ttl', '60'], 1, /--session-ttl has no meaning for the profile gateway/],
    [['--help'], 0, /Usage: dev-api[^]*PX_ALERT_SLACK_WEBHOOK_URL/],
  ])('answers %j with code %i and says why', async (args, code, said) => {
    const end = await run(args).ended
    expect([end.code, end.said]).toEqual([code, expect.stringMatching(said) as string])
  })
})
