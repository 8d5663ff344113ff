import { describe, expect, it } from 'vitest'
import { createSystemRandom } from '../random.ts'
import { startTestApi } from '../testing/start-test-api.ts'

const ROOT = '/internal/dev/plugins'

describe('addresses', () => {
  it('that do not exist answer 404 in the envelope', async () => {
    const { ask } = await startTestApi()
    expect(await ask('/nowhere')).toMatchObject({ status: 404, body: { code: 404, error_code: 'NOT_FOUND' } })
  })

  it('that do not take the method answer 405 and name those that they take', async () => {
    const { ask } = await startTestApi()
    const answer = await ask(`${ROOT}/register`, { method: 'GET' })
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST'])
    expect(answer.body).toMatchObject({ code: 405, error_code: 'METHOD_NOT_ALLOWED' })
  })
})

describe('bodies', () => {
  it('that are too large are refused with 413, with or without a length', async () => {
    const { api, signIn } = await startTestApi()
    const { headers, post } = await signIn('engineer')
    const big = { pluginId: 'a', developerId: 'x', metadata: { text: 'x'.repeat(600_000) } }
    expect(await post(`${ROOT}/register`, big)).toMatchObject({
      status: 413,
      body: { error_code: 'PAYLOAD_TOO_LARGE' },
    })
    const body = new Blob([JSON.stringify(big)]).stream()
    const chunked = new Request(`http://127.0.0.1${ROOT}/register`, {
      method: 'POST',
      body,
      headers,
      duplex: 'half',
    } as RequestInit)
    expect((await api.fetch(chunked)).status).toBe(413)
  })

  it('that are not JSON are refused with 400', async () => {
    const { signIn } = await startTestApi()
    const answer = await (await signIn('engineer')).ask(`${ROOT}/register`, { body: '{' })
    expect(answer).toMatchObject({ status: 400, body: { error_code: 'BAD_USER_INPUT', details: { field: 'body' } } })
  })
})

describe('answers', () => {
  it('echo the id of the request, in header and envelope, unless it could do harm', async () => {
    const { signIn } = await startTestApi()
    const ops = await signIn('ops')
    const withId = (id: string) => ops.command('terminate', 'nobody', {}, { 'x-request-id': id })
    const good = await withId('req-1')
    expect([good.headers.get('x-request-id'), good.body['request_id']]).toEqual(['req-1', 'req-1'])
    const bad = await withId('<script>')
    expect(bad.body['request_id']).not.toContain('<')
    expect(bad.headers.get('x-request-id')).toBe(bad.body['request_id'])
  })

  it('carry the time', async () => {
    const { signIn } = await startTestApi()
    const { body } = await (await signIn('ops')).command('terminate', 'nobody')
    expect(body['timestamp']).toBe('2026-01-05T10:00:00.000Z')
  })

  it('to what no handler expected are 500 and tell nothing of the inside', async () => {
    const random = createSystemRandom()
    const crashes: unknown[] = []
    const { signIn } = await startTestApi({ random, onCrash: (error) => crashes.push(error) })
    const ops = await signIn('ops')
    random.uuid = () => {
      throw new Error('an inner detail')
    }
    const { status, body } = await ops.command('terminate', 'nobody', {}, { 'x-request-id': 'req-1' })
    expect([status, body['error_code'], crashes.length]).toEqual([500, 'INTERNAL', 1])
    expect(JSON.stringify(body)).not.toContain('inner detail')
  })
})

describe('browsers of other origins', () => {
  const preflight = (base: string, origin: string) =>
    fetch(`${base}${ROOT}/stream`, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'GET',
        'access-control-request-headers': 'authorization,last-event-id,x-tenant-id',
      },
    })

  it('on this machine may ask with every header of the contract', async () => {
    const { base } = await startTestApi()
    for (const origin of [
      'http://localhost:5170',
      'http://127.0.0.1:8080',
      'https://panel.localhost',
      'http://[::1]:1',
    ]) {
      const { status, headers } = await preflight(base, origin)
      expect([status, headers.get('access-control-allow-origin')]).toEqual([204, origin])
      const allowed = headers.get('access-control-allow-headers')?.toLowerCase().split(', ')
      expect(allowed).toEqual(
        expect.arrayContaining([
          'authorization',
          'x-tenant-id',
          'x-request-id',
          'idempotency-key',
          'x-reload-id',
          'last-event-id',
          'content-type',
          'cache-control',
        ]),
      )
      expect(headers.get('access-control-allow-methods')).toBe('GET, POST, DELETE')
      expect(Number(headers.get('access-control-max-age'))).toBeGreaterThan(0)
    }
  })

  it('elsewhere may not, unless they are named', async () => {
    const strict = await startTestApi()
    for (const origin of ['https://evil.example', 'http://localhost.evil.example', 'null']) {
      expect((await preflight(strict.base, origin)).headers.get('access-control-allow-origin')).toBeNull()
    }
    const named = await startTestApi({ corsOrigins: ['https://admin.example'] })
    expect((await preflight(named.base, 'https://admin.example')).headers.get('access-control-allow-origin')).toBe(
      'https://admin.example',
    )
    expect((await preflight(named.base, 'http://localhost:5170')).headers.get('access-control-allow-origin')).toBeNull()
    const open = await startTestApi({ corsOrigins: 'any' })
    expect((await preflight(open.base, 'https://evil.example')).headers.get('access-control-allow-origin')).toBe(
      'https://evil.example',
    )
  })

  it('may read errors and streams, and the headers that matter', async () => {
    const { ask, signIn } = await startTestApi()
    const origin = 'http://localhost:5170'
    const exposed = 'X-Request-ID, Retry-After'
    const refused = await ask(`${ROOT}/stream`, { headers: { origin } })
    expect([refused.status, refused.headers.get('access-control-allow-origin')]).toEqual([401, origin])
    const { response } = await (await signIn('ops')).stream('', { origin })
    expect([
      response.headers.get('access-control-allow-origin'),
      response.headers.get('access-control-expose-headers'),
    ]).toEqual([origin, exposed])
  })
})
