import { describe, expect, it, vi } from 'vitest'
import { createAuthCalls } from './auth-calls.ts'

const BODY = {
  accessToken: 'a',
  refreshToken: 'r',
  expiresAt: '2026-11-23T12:00:00Z',
  user: { id: 'u', name: 'Ann', permissions: ['x', 1], isRoot: true },
  tenant: { id: 't', name: 'One' },
  tenants: [{ id: 't', name: 'One' }],
}

const callsOn = (answer: () => Response | Promise<Response>) => {
  const fetch = vi.fn<typeof globalThis.fetch>(async () => answer())
  return { fetch, calls: createAuthCalls({ fetch }) }
}

describe('auth calls', () => {
  it('post JSON to the shell’s own origin', async () => {
    const { fetch, calls } = callsOn(() => Response.json(BODY))
    await calls.signIn('ops', 't')
    expect(fetch).toHaveBeenCalledWith('/stub/auth/sign-in', expect.objectContaining({ method: 'POST' }))
    expect(fetch.mock.calls[0]?.[1]?.body).toBe('{"role":"ops","tenantId":"t"}')
  })

  it('read a grant with the expiry as a number and plain permissions', async () => {
    const { calls } = callsOn(() => Response.json(BODY))
    expect(await calls.refresh('r')).toMatchObject({
      kind: 'granted',
      grant: {
        expiresAtMs: Date.UTC(2026, 10, 23, 12),
        user: { permissions: ['x'], isRoot: true, isTenantAdmin: false },
      },
    })
  })

  it.each([400, 401, 403, 404])('take %i as final', async (status) => {
    const { calls } = callsOn(() => Response.json({ error: 'no' }, { status }))
    expect(await calls.refresh('r')).toEqual({ kind: 'refused', status })
  })

  it.each([408, 429, 500, 502, 503])('take %i as a passing trouble', async (status) => {
    const { calls } = callsOn(() => Response.json({ error: 'later' }, { status }))
    expect(await calls.refresh('r')).toMatchObject({ kind: 'unreachable' })
  })

  it('take a dead network and an unreadable answer as a passing trouble', async () => {
    const dead = callsOn(() => Promise.reject(new TypeError('fetch failed')))
    expect(await dead.calls.refresh('r')).toEqual({ kind: 'unreachable', why: 'fetch failed' })
    const html = callsOn(() => new Response('<!doctype html>'))
    expect(await html.calls.refresh('r')).toMatchObject({ kind: 'unreachable' })
    const part = callsOn(() => Response.json({ ...BODY, expiresAt: 'soon' }))
    expect(await part.calls.refresh('r')).toMatchObject({ why: expect.stringContaining('expiresAt') })
  })

  it('sign out without minding the answer', async () => {
    const { calls } = callsOn(() => Promise.reject(new TypeError('fetch failed')))
    await expect(calls.signOut('r')).resolves.toBeUndefined()
  })
})
