import { describe, expect, it } from 'vitest'
import { createCredentials } from './credentials.ts'
import { createDevApiLink, livingSessionOf } from './dev-api-link.ts'
import { createHttp } from './http-exchange.ts'

interface Call {
  path: string
  method: string
  headers: Headers
  body: string
}
type Answer = Response | Error

const json = (value: unknown, status = 200, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(value), { status, headers })
const signIn = (accessToken: string) =>
  json({ accessToken, refreshToken: `r-${accessToken}`, user: { id: 'eva' }, tenant: { id: 't1', name: 'T' } })
const session = { sessionId: 's1', reloadToken: 'secret' }

const setUp = (answers: Answer[], token: string | null = null) => {
  const calls: Call[] = []
  const fake: typeof fetch = async (url, init = {}) => {
    const path = String(url).replace('http://api', '')
    calls.push({
      path,
      method: init.method ?? 'GET',
      headers: new Headers(init.headers),
      body: String(init.body ?? ''),
    })
    const answer = answers.shift()
    if (!answer) throw new Error(`nobody expected ${path}`)
    if (answer instanceof Error) throw answer
    return answer
  }
  const api = 'http://api'
  const credentials = createCredentials({
    fetch: fake,
    api,
    token,
    tenantId: null,
    developerId: null,
    role: 'engineer',
  })
  const http = createHttp({ fetch: fake, base: api, credentials, newId: () => 'id-1', now: () => 0 })
  return { calls, link: createDevApiLink(http) }
}

describe('a request to the Dev API', () => {
  it('carries token, tenant and request id of the stand-in sign-in', async () => {
    const { calls, link } = setUp([signIn('a1'), json({ code: 0, data: { status: 'ACTIVE', pendingReload: null } })])
    expect(await link.heartbeat('s1')).toEqual({ kind: 'done', data: { status: 'ACTIVE', pendingReload: null } })
    expect(calls.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /stub/auth/sign-in',
      'POST /internal/dev/plugins/register/s1/heartbeat',
    ])
    expect(Object.fromEntries(calls[1]?.headers ?? [])).toMatchObject({
      authorization: 'Bearer a1',
      'x-tenant-id': 't1',
      'x-request-id': 'id-1',
    })
  })

  it('renews the sign-in once after a 401 and goes on', async () => {
    const { calls, link } = setUp([signIn('a1'), json({ error: 'old' }, 401), signIn('a2'), json({ data: {} })])
    expect(await link.heartbeat('s1')).toEqual({ kind: 'done', data: {} })
    expect(calls[2]).toMatchObject({ path: '/stub/auth/refresh', body: '{"refreshToken":"r-a1"}' })
    expect(calls[3]?.headers.get('authorization')).toBe('Bearer a2')
  })

  it('signs in anew when the refresh token has ended as well', async () => {
    const { calls, link } = setUp([signIn('a1'), json({}, 401), json({}, 401), signIn('a3'), json({ data: {} })])
    expect(await link.heartbeat('s1')).toMatchObject({ kind: 'done' })
    expect(calls.map(({ path }) => path).slice(2, 4)).toEqual(['/stub/auth/refresh', '/stub/auth/sign-in'])
  })

  it('shares one renewal between requests that were rejected together', async () => {
    const { calls, link } = setUp([
      signIn('a1'),
      json({}, 401),
      json({}, 401),
      signIn('a2'),
      json({ data: {} }),
      json({ data: {} }),
    ])
    await Promise.all([link.heartbeat('s1'), link.heartbeat('s1')])
    expect(calls.filter(({ path }) => path === '/stub/auth/refresh')).toHaveLength(1)
  })

  it('never renews a token that was given from outside', async () => {
    const { link } = setUp([json({}, 401)], 'given')
    expect(await link.heartbeat('s1')).toMatchObject({ kind: 'refused', reason: expect.stringContaining('--token') })
  })

  it('ships logs as NDJSON with the reload token and the key of the batch', async () => {
    const { calls, link } = setUp([json({ data: { accepted: 1 } }, 202)], 'given')
    const line = { ts: 't', level: 'info', source: 'cli', message: 'a\nb', reloadSequence: 1 } as const
    await link.sendLogs(session, [line, line], 'key-1')
    expect(calls[0]?.headers.get('authorization')).toBe('Bearer secret')
    expect(calls[0]?.headers.get('idempotency-key')).toBe('key-1')
    expect(calls[0]?.headers.get('content-type')).toBe('application/x-ndjson')
    expect(calls[0]?.body.split('\n').map((text) => text && JSON.parse(text))).toEqual([line, line, ''])
  })

  it.each([
    [new TypeError('fetch failed'), { kind: 'later', reason: 'fetch failed' }],
    [
      json({ message: 'busy' }, 503, { 'retry-after': '7' }),
      { kind: 'later', reason: 'busy (HTTP 503)', afterMs: 7000 },
    ],
    [json({ error: 'slow down' }, 429), { kind: 'later', reason: 'slow down (HTTP 429)' }],
    [new Response('<html>', { status: 502 }), { kind: 'later', reason: 'HTTP 502' }],
    [json({ message: 'ended' }, 410), { kind: 'gone', reason: 'ended (HTTP 410)' }],
    [json({ message: 'no' }, 403), { kind: 'refused', status: 403, reason: 'no (HTTP 403)' }],
    [json({ data: { status: 7 } }), { kind: 'refused', reason: expect.stringContaining('unexpected') }],
  ])('becomes a value, case %#', async (answer, expected) => {
    const { link } = setUp([answer], 'given')
    expect(await link.heartbeat('s1')).toMatchObject(expected)
  })
})

describe('a 409 to a registration', () => {
  it.each([
    [{ code: 409, message: 'taken', details: { sessionId: 's9', developerId: 'eva' } }, 's9'],
    [{ code: 409, message: 'taken', data: { sessionId: 's8' } }, 's8'],
    [{ code: 409, message: 'taken' }, undefined],
    [null, undefined],
  ])('names the living session, case %#', (body, sessionId) => {
    expect(livingSessionOf(body)?.sessionId).toBe(sessionId)
  })
})
