import { toGoTime } from './go-time.ts'
import type { CoreSession } from './core-session.ts'

/** A session as list and get show it: the reload token too, but neither its start nor its end nor anything of its reloads. */
export const coreSessionView = (session: CoreSession) => ({
  sessionId: session.sessionId,
  pluginId: session.pluginId,
  tenant_uuid: session.tenantId,
  developerId: session.developerId,
  status: session.status,
  reloadToken: session.reloadToken,
  expiresAt: toGoTime(session.expiresAt),
  sandboxEndpoint: session.sandboxEndpoint,
  logUrl: session.logUrl,
  ...(Object.keys(session.metadata).length > 0 ? { metadata: session.metadata } : {}),
})
