import type { DevHotloadHost } from '../../../contracts/index.ts'
import type { Credentials } from '../../client/index.ts'

/** The host's sign-in as the client needs it. An empty token says that nobody is signed in. */
export function hostCredentials(host: DevHotloadHost): Credentials {
  return {
    token: () => (host.user.get() === null ? Promise.resolve('') : host.auth.getAccessToken()),
    refresh: () => host.auth.refresh(),
    tenantId: () => host.tenant.get()?.id ?? null,
  }
}
