import { describe, expect, it, vi } from 'vitest'
import type { AuthAnswer, AuthCalls } from './auth-calls.ts'
import { createAuthClient } from './auth-client.ts'
import type { Grant } from './grant.ts'

const MINUTE = 60_000

const TENANTS = [
  { id: 't1', name: 'One' },
  { id: 't2', name: 'Two' },
]

const grantOf = (made: number, now: number, tenant = TENANTS[0]!): Grant => ({
  accessToken: `access-${made}`,
  refreshToken: `refresh-${made}`,
  expiresAtMs: now + MINUTE,
  user: { id: 'u1', name: 'Ann', permissions: [] },
  tenant,
  tenants: TENANTS,
})

const UNREACHABLE: AuthAnswer = { kind: 'unreachable', why: 'ECONNREFUSED' }
const REFUSED: AuthAnswer = { kind: 'refused', status: 401 }

function setUp(kept: string | null = null) {
  let now = 0
  let made = 0
  let stored = kept
  const grant = (tenant = TENANTS[0]!): AuthAnswer => ({ kind: 'granted', grant: grantOf((made += 1), now, tenant) })
  const calls = {
    signIn: vi.fn<AuthCalls['signIn']>(async () => grant()),
    refresh: vi.fn<AuthCalls['refresh']>(async () => grant()),
    switchTenant: vi.fn<AuthCalls['switchTenant']>(async (_token, id) => grant(TENANTS.find((t) => t.id === id))),
    signOut: vi.fn<AuthCalls['signOut']>(async () => undefined),
  }
  const store = { read: () => stored, write: (token: string | null) => void (stored = token) }
  const auth = createAuthClient({ calls, store, now: () => now })
  return { auth, calls, stored: () => stored, pass: (ms: number) => (now += ms), grant }
}

describe('auth client', () => {
  it('hands out the token it has while 30 seconds are left', async () => {
    const { auth, calls, pass } = setUp()
    await auth.signIn('ops')
    pass(MINUTE - 30_000)
    expect(await auth.getAccessToken()).toBe('access-1')
    expect(calls.refresh).not.toHaveBeenCalled()
  })

  it('refreshes once for all who ask when less is left', async () => {
    const { auth, calls, pass } = setUp()
    await auth.signIn('ops')
    pass(MINUTE - 29_999)
    const tokens = await Promise.all([auth.getAccessToken(), auth.getAccessToken(), auth.refresh()])
    expect(tokens).toEqual(['access-2', 'access-2', 'access-2'])
    expect(calls.refresh).toHaveBeenCalledTimes(1)
    expect(calls.refresh).toHaveBeenCalledWith('refresh-1')
  })

  it('refreshes again for the next one after that', async () => {
    const { auth, calls } = setUp()
    await auth.signIn('ops')
    await auth.refresh()
    expect(await auth.refresh()).toBe('access-3')
    expect(calls.refresh).toHaveBeenLastCalledWith('refresh-2')
  })

  it('stays signed in and rejects with an error when the network fails', async () => {
    const { auth, calls, stored } = setUp()
    await auth.signIn('ops')
    calls.refresh.mockResolvedValueOnce(UNREACHABLE)
    await expect(auth.refresh()).rejects.toThrow('does not answer')
    expect(auth.state.get().kind).toBe('signed-in')
    expect(stored()).toBe('refresh-1')
    expect(await auth.refresh()).toBe('access-2')
  })

  it('is signed out when the refresh token is refused', async () => {
    const { auth, calls, stored } = setUp()
    await auth.signIn('ops')
    calls.refresh.mockResolvedValueOnce(REFUSED)
    await expect(auth.refresh()).rejects.toThrow('has ended')
    expect(auth.state.get()).toEqual({ kind: 'signed-out', because: 'ended' })
    expect(stored()).toBeNull()
    await expect(auth.getAccessToken()).rejects.toThrow('Nobody is signed in')
  })

  it('tells nobody when only the token is new', async () => {
    const { auth } = setUp()
    await auth.signIn('ops')
    const listener = vi.fn()
    auth.state.subscribe(listener)
    await auth.refresh()
    expect(listener).not.toHaveBeenCalled()
  })

  it('switches the tenant with the newest refresh token, after a refresh that is under way', async () => {
    const { auth, calls } = setUp()
    await auth.signIn('ops')
    const [, switched] = await Promise.all([auth.refresh(), auth.switchTenant('t2')])
    expect(switched).toBe(true)
    expect(calls.switchTenant).toHaveBeenCalledWith('refresh-2', 't2')
    expect(auth.state.get()).toMatchObject({ tenant: { id: 't2' } })
    expect(await auth.getAccessToken()).toBe('access-3')
  })

  it('keeps the tenant when the switch is refused', async () => {
    const { auth, calls } = setUp()
    await auth.signIn('ops')
    calls.switchTenant.mockResolvedValueOnce({ kind: 'refused', status: 403 })
    expect(await auth.switchTenant('t2')).toBe(false)
    expect(auth.state.get()).toMatchObject({ kind: 'signed-in', tenant: { id: 't1' } })
  })

  it('drops an answer that arrives after the sign-out', async () => {
    const { auth, calls, grant, stored } = setUp()
    await auth.signIn('ops')
    let answer = (_: AuthAnswer) => {}
    calls.refresh.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)))
    const late = auth.refresh()
    await auth.signOut()
    answer(grant())
    await expect(late).rejects.toThrow()
    expect(auth.state.get()).toEqual({ kind: 'signed-out', because: 'choice' })
    expect(stored()).toBeNull()
    expect(calls.signOut).toHaveBeenCalledWith('refresh-1')
  })

  it('takes up the sign-in of before a reload', async () => {
    const { auth, calls } = setUp('refresh-0')
    await auth.restore()
    expect(calls.refresh).toHaveBeenCalledWith('refresh-0')
    expect(auth.state.get()).toMatchObject({ kind: 'signed-in', user: { name: 'Ann' } })
  })

  it('keeps the refresh token for later when nobody answers at the start', async () => {
    const { auth, calls, stored } = setUp('refresh-0')
    calls.refresh.mockResolvedValueOnce(UNREACHABLE)
    await auth.restore()
    expect(auth.state.get()).toEqual({ kind: 'signed-out', because: 'unreachable' })
    expect(stored()).toBe('refresh-0')
    await auth.restore()
    expect(auth.state.get().kind).toBe('signed-in')
  })

  it('asks nobody at the start when there is nothing to take up', async () => {
    const { auth, calls } = setUp()
    await auth.restore()
    expect(calls.refresh).not.toHaveBeenCalled()
    expect(auth.state.get()).toEqual({ kind: 'signed-out', because: 'start' })
  })
})
