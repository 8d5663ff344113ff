import type { Alert, Reload } from '../../../contracts/index.ts'
import type { MetricMark } from '../../metrics/index.ts'
import type { Stores } from './stores.ts'

type Known = Pick<Stores, 'sessions' | 'reloads' | 'alerts'>

/** More signs than a time axis has room for; a storm of different alerts must not be sorted again and again. */
const MOST_ALERTS = 500

/** What is known to have happened, for the time axis of a session or of all of them; oldest first. Reactive. */
export function marksOf(stores: Known, sessionId: string | null): MetricMark[] {
  const { sessions, alerts } = stores
  const reloads =
    sessionId === null
      ? sessions.rows.flatMap((row) => reloadMarks(reloadsOf(stores, row.sessionId), row.pluginName ?? row.pluginId))
      : reloadMarks(reloadsOf(stores, sessionId), null)
  const raised = alerts.newestFirst.filter((alert) => sessionId === null || alert.sessionId === sessionId)
  return [...reloads, ...raised.slice(0, MOST_ALERTS).flatMap(alertMarks)].sort((one, other) => one.at - other.at)
}

function reloadsOf({ sessions, reloads }: Known, sessionId: string): readonly Reload[] {
  if (reloads.sessionId === sessionId && reloads.reloads.length > 0) return reloads.reloads
  const heard = reloads.heardOf(sessionId)
  if (heard.length > 0) return heard
  // Of a session that nobody has opened, the list tells the last one.
  const last = sessions.byId(sessionId)?.lastReload
  return last ? [last] : []
}

const reloadMarks = (reloads: readonly Reload[], owner: string | null): MetricMark[] =>
  reloads.flatMap(({ at, sequence, success }) => {
    const label = [owner, sequence > 0 ? `#${sequence}` : null].filter((part) => part !== null).join(' ')
    return markAt(at, success === false ? 'reload-failed' : 'reload', label)
  })

/** An alert that came back says so twice: when it began, and when it was last raised. */
const alertMarks = ({ firstRaisedAt, lastRaisedAt, title }: Alert): MetricMark[] =>
  [...new Set([firstRaisedAt, lastRaisedAt])].flatMap((at) => markAt(at, 'alert', title))

function markAt(time: string, kind: MetricMark['kind'], label: string): MetricMark[] {
  const at = Date.parse(time)
  return Number.isNaN(at) ? [] : [{ at, kind, label }]
}
