import type { Alert } from '../../contracts/index.ts'
import { isOwnAlert, keyOfEntry, lastOf, type InboxAlert } from './inbox-alert.ts'
import type { OwnAlert } from './own-alert-store.ts'

/** What of the inbox is looked at; '' stands for every severity or state. */
export interface InboxFilter {
  /** Null for the whole tenant. */
  readonly sessionId: string | null
  readonly severity: string
  readonly state: string
}

const isMeant = (alert: InboxAlert, { sessionId, severity, state }: InboxFilter): boolean =>
  (sessionId === null || alert.sessionId === sessionId) &&
  (severity === '' || alert.severity === severity) &&
  (state === '' || alert.state === state)

/** The entries that the filter means, newest first. `skewMs` is how far the server's clock is ahead of ours. */
export function entriesOf(
  alerts: readonly Alert[],
  own: readonly OwnAlert[],
  filter: InboxFilter,
  skewMs: number,
): readonly InboxAlert[] {
  const meant = alerts.filter((alert) => isMeant(alert, filter))
  const ours = own.filter((alert) => isMeant(alert, filter))
  if (ours.length === 0) return meant
  // Read once each, and not for each comparison: there may be thousands.
  return [...ours, ...meant]
    .map((alert) => ({ alert, at: lastOf(alert) + (isOwnAlert(alert) ? skewMs : 0) }))
    .sort((a, b) => b.at - a.at)
    .map(({ alert }) => alert)
}

/**
 * The entries as somebody sees them who is at them: none moves or vanishes under the pointer. One that the filter does
 * not mean any more stays, as it is now; what is new comes on top.
 */
export function heldEntries(
  before: readonly InboxAlert[],
  wanted: readonly InboxAlert[],
  now: (key: string) => InboxAlert | undefined,
): readonly InboxAlert[] {
  const shown = new Set(before.map(keyOfEntry))
  const fresh = wanted.filter((alert) => !shown.has(keyOfEntry(alert)))
  const stayed = before.map((alert) => now(keyOfEntry(alert))).filter((alert) => alert !== undefined)
  return fresh.length === 0 ? stayed : [...fresh, ...stayed]
}
