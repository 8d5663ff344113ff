import type { HostTenant, HostUser, Watched } from '../../../../contracts/host.ts'
import { createWatched, sameData } from '../host/watched.ts'
import type { AuthAnswer, AuthCalls, Role } from './auth-calls.ts'
import type { Grant } from './grant.ts'

/** Why nobody is signed in: a fresh start, own choice, the sign-in was refused, or the server does not answer. */
export type SignedOutBecause = 'start' | 'choice' | 'ended' | 'unreachable'

export type AuthState =
  | { kind: 'signed-in'; user: HostUser; tenant: HostTenant; tenants: HostTenant[] }
  | { kind: 'signed-out'; because: SignedOutBecause }

/** Where the refresh token outlives a reload of the page. The access token never goes there. */
export interface RefreshTokenStore {
  read(): string | null
  write(token: string | null): void
}

export interface AuthClient {
  state: Watched<AuthState>
  signIn(role: Role, tenantId?: string): Promise<boolean>
  /** Takes up the sign-in of before a page reload, if there was one. */
  restore(): Promise<void>
  switchTenant(tenantId: string): Promise<boolean>
  signOut(): Promise<void>
  /** A token with at least 30 s left. Rejects with a plain Error. */
  getAccessToken(): Promise<string>
  /** A new token in any case. Calls at the same time share one request. */
  refresh(): Promise<string>
  /** The sign-in is over, whatever the server thinks. */
  end(): void
}

const FRESH_MS = 30_000

/** Keeps one sign-in: who, for which tenant, and a token that is fresh when asked for. */
export function createAuthClient(deps: { calls: AuthCalls; store: RefreshTokenStore; now: () => number }): AuthClient {
  const { calls, store, now } = deps
  const state = createWatched<AuthState>({ kind: 'signed-out', because: 'start' })
  let grant: Grant | null = null
  let refreshing: Promise<string> | null = null
  let queue: Promise<unknown> = Promise.resolve()
  // An answer that was asked for before a sign-out must not sign in again.
  let era = 0

  const leave = (because: SignedOutBecause): void => {
    era += 1
    grant = null
    refreshing = null
    if (because !== 'unreachable') store.write(null)
    state.set({ kind: 'signed-out', because })
  }

  const enter = (next: Grant): void => {
    const was = state.get()
    grant = next
    store.write(next.refreshToken)
    const { user, tenant, tenants } = next
    const is: AuthState = { kind: 'signed-in', user, tenant, tenants }
    // A mere new token is no news to anyone who watches user or tenant.
    if (!sameData(was, is)) state.set(is)
  }

  // One exchange after the other: each may replace the refresh token that the next one needs.
  const exchange = (ask: () => Promise<AuthAnswer>): Promise<AuthAnswer> => {
    const mine = era
    const turn = queue.then(async (): Promise<AuthAnswer> => {
      if (mine !== era) return { kind: 'refused', status: 0 }
      const answer = await ask()
      if (mine !== era) return { kind: 'refused', status: 0 }
      if (answer.kind === 'granted') enter(answer.grant)
      return answer
    })
    queue = turn.catch(() => undefined)
    return turn
  }

  const askRefresh = async (): Promise<AuthAnswer> => {
    const token = grant?.refreshToken ?? store.read()
    return token === null ? { kind: 'refused', status: 401 } : calls.refresh(token)
  }

  const runRefresh = async (): Promise<string> => {
    const mine = era
    const answer = await exchange(askRefresh)
    if (answer.kind === 'granted') return answer.grant.accessToken
    if (answer.kind === 'unreachable') throw new Error(`The sign-in service does not answer (${answer.why}).`)
    if (mine === era) leave('ended')
    throw new Error('The sign-in has ended.')
  }

  const refresh = (): Promise<string> => {
    if (state.get().kind === 'signed-out') return Promise.reject(new Error('Nobody is signed in.'))
    if (refreshing !== null) return refreshing
    const turn = runRefresh().finally(() => {
      if (refreshing === turn) refreshing = null
    })
    refreshing = turn
    return turn
  }

  return {
    state,
    refresh,
    async signIn(role, tenantId) {
      leave('start')
      const answer = await exchange(() => calls.signIn(role, tenantId))
      if (answer.kind === 'unreachable') leave('unreachable')
      return answer.kind === 'granted'
    },
    async restore() {
      if (store.read() === null) return
      const mine = era
      const answer = await exchange(askRefresh)
      if (answer.kind === 'granted' || mine !== era) return
      leave(answer.kind === 'refused' ? 'ended' : 'unreachable')
    },
    async switchTenant(tenantId) {
      const answer = await exchange(async () =>
        grant === null ? { kind: 'refused', status: 401 } : calls.switchTenant(grant.refreshToken, tenantId),
      )
      if (answer.kind === 'refused' && answer.status === 401) leave('ended')
      return answer.kind === 'granted'
    },
    async signOut() {
      const token = grant?.refreshToken ?? store.read()
      leave('choice')
      if (token !== null) await calls.signOut(token)
    },
    getAccessToken: async () =>
      grant !== null && grant.expiresAtMs - now() >= FRESH_MS ? grant.accessToken : refresh(),
    end: () => leave('ended'),
  }
}
