import type { Session } from '../../../../contracts/index.ts'
import type { SessionStore } from '../../../sessions/index.ts'

/** What the rules look at of the session store. */
export type WatchedSessions = Pick<
  SessionStore,
  'rows' | 'selected' | 'byId' | 'seenAt' | 'skewMs' | 'selectedId' | 'recentReloads'
>

/** The sessions of the table and the one that is open. */
export function sessionsInView({ rows, selected }: Pick<WatchedSessions, 'rows' | 'selected'>): readonly Session[] {
  const isListed = selected === null || rows.some(({ sessionId }) => sessionId === selected.sessionId)
  return isListed ? rows : [...rows, selected]
}
