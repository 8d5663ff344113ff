import type { CoreStatus } from './list-query.ts'

/** What PowerX Core keeps of a session and shows; times are milliseconds. */
export interface CoreSession {
  sessionId: string
  pluginId: string
  tenantId: string
  developerId: number
  status: CoreStatus
  reloadToken: string
  /** The end, once it is over. */
  expiresAt: number
  sandboxEndpoint: string
  logUrl: string
  metadata: Record<string, unknown>
}

/** Whether it counts against the limit and stands in the way of another one of its plugin. */
export const isLive = ({ status }: CoreSession): boolean => status === 'active' || status === 'pending'
