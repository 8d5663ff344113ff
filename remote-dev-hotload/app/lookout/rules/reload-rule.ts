import type { AlertStore, OwnAlertStore } from '../../../alerts/index.ts'
import type { Clock } from '../../../kernel/index.ts'
import { hasEnded, sessionTitle } from '../../../sessions/index.ts'
import { failedInARow } from './failed-in-a-row.ts'
import type { Rule } from './rule.ts'
import { sessionsInView, type WatchedSessions } from './sessions-in-view.ts'

export interface ReloadRuleDeps {
  sessions: WatchedSessions
  alerts: Pick<AlertStore, 'newestFirst'>
  clock: Clock
  ownAlerts: Pick<OwnAlertStore, 'raise' | 'resolve' | 'byId'>
}

/** Of ours and of the server: its fingerprint for the same thing. */
export const reloadAlertOf = (sessionId: string): string => `reload.failing:${sessionId}`

const IN_A_ROW = 3
/** The server, which knows more, is given so long to say it itself. */
const SERVER_FIRST_MS = 3_000
/** Not heard of for so long, a session that is on no page any more is no longer worth a word. */
const UNHEARD_MS = 1_800_000

/** "Three reloads of a session failed in a row", unless the server says so itself. */
export function createReloadRule({ sessions, alerts, clock, ownAlerts }: ReloadRuleDeps): Rule {
  /** Since when each session has been seen to fail. */
  const seen = new Map<string, { at: number; title: string }>()

  const saidByServer = (): ReadonlySet<string> =>
    new Set(alerts.newestFirst.filter(({ state }) => state !== 'RESOLVED').map(({ fingerprint }) => fingerprint))

  function takeBack(sessionId: string): void {
    seen.delete(sessionId)
    ownAlerts.resolve(reloadAlertOf(sessionId))
  }

  function judge(sessionId: string, said: () => ReadonlySet<string>): void {
    const id = reloadAlertOf(sessionId)
    const known = seen.get(sessionId)
    const session = sessions.byId(sessionId)
    const row = session && hasEnded(session) ? null : failedInARow(sessions.recentReloads(sessionId))
    if (!row || row.count < IN_A_ROW || said().has(id)) {
      if (known) takeBack(sessionId)
      return
    }
    const now = clock.now()
    const title = session ? sessionTitle(session) : (known?.title ?? sessionId)
    const { at: seenAt } = known ?? { at: now }
    const time = (text: string) => Math.min(now, (Date.parse(text) || now) - sessions.skewMs)
    if (!session && now - time(row.to) > UNHEARD_MS) return takeBack(sessionId)
    seen.set(sessionId, { at: seenAt, title })
    if (now - seenAt < SERVER_FIRST_MS || ownAlerts.byId(id)?.count === row.count) return
    ownAlerts.raise({
      ...{ id, code: 'DH_ALERT_003', severity: 'CRITICAL', sessionId, title, count: row.count },
      ...{ since: time(row.from), at: time(row.to) },
    })
  }

  return {
    look() {
      let said: ReadonlySet<string> | null = null
      const ids = new Set([...seen.keys(), ...sessionsInView(sessions).map(({ sessionId }) => sessionId)])
      // Only asked for when something fails: most of the time nothing does.
      for (const sessionId of ids) judge(sessionId, () => (said ??= saidByServer()))
    },
    changeScope: () => seen.clear(),
    dispose: () => {},
  }
}
