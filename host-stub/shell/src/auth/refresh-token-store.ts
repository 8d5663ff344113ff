import type { RefreshTokenStore } from './auth-client.ts'

const KEY = 'stub_refresh_token'

/** The tab's own store; without one (blocked by the browser) the sign-in ends with the page. */
export function createRefreshTokenStore(storage: Storage | null): RefreshTokenStore {
  return {
    read: () => storage?.getItem(KEY) ?? null,
    write: (token) => (token === null ? storage?.removeItem(KEY) : storage?.setItem(KEY, token)),
  }
}
