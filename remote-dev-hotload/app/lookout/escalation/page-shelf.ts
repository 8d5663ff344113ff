import type { DevHotloadHost } from '../../../../contracts/index.ts'
import { createDigest } from '../../../client/index.ts'
import type { Clock } from '../../../kernel/index.ts'
import { createEscalationShelf, type EscalationShelf } from './escalation-book.ts'

/** The shelf of this browser, for whoever the host says is signed in. */
export function createPageShelf(host: DevHotloadHost, clock: Clock, page: Window & typeof globalThis): EscalationShelf {
  let storage: Storage | null
  try {
    storage = page.localStorage
  } catch {
    // A sandboxed page throws on the mere look at it.
    storage = null
  }
  const scope = () => {
    const tenantId = host.tenant.get()?.id
    const userId = host.user.get()?.id
    return tenantId === undefined || userId === undefined ? null : `${tenantId}\n${userId}`
  }
  return createEscalationShelf({ storage, scope, digest: createDigest(page.crypto.subtle), now: clock.now })
}
