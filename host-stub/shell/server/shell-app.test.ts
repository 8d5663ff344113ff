import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createShellApp } from './shell-app.ts'

const PAGE = '<!doctype html><title>shell</title>'
const OPENS = { 'sec-fetch-mode': 'navigate', accept: 'text/html' }

let dist = ''
let api = ''
const authServer = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    const { method, url, headers } = request
    response.writeHead(401, { 'content-type': 'application/json', 'set-cookie': 'x=1' })
    const body = Buffer.concat(chunks).toString()
    response.end(JSON.stringify({ method, url, body, cookie: headers.cookie ?? null }))
  })
})

beforeAll(async () => {
  dist = await mkdtemp(join(tmpdir(), 'shell-dist-'))
  await mkdir(join(dist, 'assets'))
  await writeFile(join(dist, 'index.html'), PAGE)
  await writeFile(join(dist, 'assets', 'app-1.js'), 'export {}')
  await new Promise<void>((resolve) => authServer.listen(0, '127.0.0.1', resolve))
  api = `http://127.0.0.1:${(authServer.address() as AddressInfo).port}`
})

afterAll(async () => {
  authServer.close()
  await rm(dist, { recursive: true })
})

const appWith = (over: { api?: string; dist?: string; config?: Record<string, string> } = {}) =>
  createShellApp({
    options: { api: over.api ?? api, remoteUrl: 'http://remote.test/remoteEntry.js', config: over.config ?? {} },
    dist: over.dist ?? dist,
    fetch,
    proxyTimeoutMs: 2_000,
  })

describe('pages', () => {
  it.each(['/', '/index.html', '/dev-hotload', '/dev-hotload/sessions/a.b/logs', '/sign-in'])(
    'open the shell at %s',
    async (path) => {
      const answer = await appWith().request(path, { headers: OPENS })
      expect(answer.status).toBe(200)
      expect(await answer.text()).toBe(PAGE)
      expect(answer.headers.get('cache-control')).toBe('no-cache')
    },
  )

  it('are not given to a script, a fetch or a form', async () => {
    const app = appWith()
    expect((await app.request('/dev-hotload', { headers: { 'sec-fetch-mode': 'cors', accept: '*/*' } })).status).toBe(
      404,
    )
    expect((await app.request('/lost.js', { headers: { accept: '*/*' } })).status).toBe(404)
    expect((await app.request('/dev-hotload', { method: 'POST', headers: OPENS })).status).toBe(404)
  })

  it('never stand in for a missing asset', async () => {
    const answer = await appWith().request('/assets/gone.js', { headers: OPENS })
    expect(answer.status).toBe(404)
    expect(await answer.text()).not.toContain('<')
  })

  it('come with their assets, which are kept for good', async () => {
    const answer = await appWith().request('/assets/app-1.js')
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toMatch(/javascript/)
    expect(answer.headers.get('cache-control')).toContain('immutable')
  })

  it('say so when the shell is not built', async () => {
    const empty = await mkdtemp(join(tmpdir(), 'shell-empty-'))
    const answer = await appWith({ dist: empty }).request('/', { headers: OPENS })
    expect(answer.status).toBe(503)
    expect(await answer.text()).toContain('npm run build:shell')
    await rm(empty, { recursive: true })
  })

  it('cannot be framed, sniffed or fed with foreign scripts', async () => {
    const { headers } = await appWith({ config: { PX_DEV_SSE_URL: 'http://sse.test/stream' } }).request('/')
    const policy = headers.get('content-security-policy') ?? ''
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).toContain("script-src 'self' http://remote.test;")
    expect(policy).toContain(`connect-src 'self' ${api} http://sse.test http://remote.test;`)
    expect(policy).toContain("style-src 'self' http://remote.test;")
    expect(policy).toContain("require-trusted-types-for 'script'; trusted-types 'none';")
    expect(policy).not.toContain('unsafe-')
  })
})

describe('/stub/config.json', () => {
  it('names the remote and the keys, the given ones last', async () => {
    const answer = await appWith({ config: { PX_ADMIN_DEV_MODE: '0', PX_DEV_API_PROFILE: 'core' } }).request(
      '/stub/config.json',
    )
    expect(await answer.json()).toEqual({
      remoteUrl: 'http://remote.test/remoteEntry.js',
      config: {
        PX_ADMIN_DEV_MODE: '0',
        PX_DEV_PLUGIN_HOTLOAD: '1',
        PX_DEV_API_BASE_URL: api,
        PX_DEV_API_PROFILE: 'core',
      },
    })
    expect(answer.headers.get('cache-control')).toBe('no-store')
  })

  it('has no other neighbours', async () => {
    expect((await appWith().request('/stub/secrets.json', { headers: OPENS })).status).toBe(404)
  })
})

describe('/stub/csp-reports', () => {
  it('keeps what browsers report until it is told to forget', async () => {
    const app = appWith()
    const said = { 'effective-directive': 'style-src-attr', 'blocked-uri': 'inline', 'document-uri': 'http://a.test/' }
    const report = (body: string) => app.request('/stub/csp-reports', { method: 'POST', body })
    expect((await report(JSON.stringify({ 'csp-report': said }))).status).toBe(204)
    expect((await report('not json')).status).toBe(400)
    expect((await report('{"csp-report":"words"}')).status).toBe(400)
    expect(await (await app.request('/stub/csp-reports')).json()).toEqual([
      { directive: 'style-src-attr', blocked: 'inline', document: 'http://a.test/', source: '', sample: '' },
    ])
    await app.request('/stub/csp-reports', { method: 'DELETE' })
    expect(await (await app.request('/stub/csp-reports')).json()).toEqual([])
  })
})

describe('/stub/auth', () => {
  it('is passed on with method, body and status, without cookies in either direction', async () => {
    const answer = await appWith().request('/stub/auth/refresh?x=1', {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: 'a=b' },
      body: '{"refreshToken":"r"}',
    })
    expect(answer.status).toBe(401)
    expect(await answer.json()).toEqual({
      method: 'POST',
      url: '/stub/auth/refresh?x=1',
      body: '{"refreshToken":"r"}',
      cookie: null,
    })
    expect(answer.headers.get('set-cookie')).toBeNull()
    expect(answer.headers.get('cache-control')).toBe('no-store')
  })

  it('answers 502 when the Dev API is down', async () => {
    const answer = await appWith({ api: 'http://127.0.0.1:9' }).request('/stub/auth/sign-in', { method: 'POST' })
    expect(answer.status).toBe(502)
    expect(await answer.json()).toEqual({ error: 'dev-api unreachable' })
  })
})
