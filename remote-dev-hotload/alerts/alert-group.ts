import type { Alert } from '../../contracts/index.ts'

/** Everything that is known under one fingerprint. */
export interface AlertGroup {
  /** The newest record, with the count of all of them and the time of the first. */
  readonly alert: Alert
  /** When it was raised last, ms; 0 for a time that cannot be read. */
  readonly at: number
  /** How often each record was raised, by its id. A server that keeps the contract makes one record. */
  readonly counts: Map<string, number>
  /** Number of the message that told of it last. */
  readonly told: number
}

/** Ids remembered of one fingerprint; what the oldest have counted stays in the sum. */
const MOST_RECORDS = 1_000

const timeOf = (text: string): number => Date.parse(text) || 0

/** What makes two alerts the same thing to a reader. */
export const keyOfAlert = ({ fingerprint, alertId }: Alert): string => fingerprint || alertId

/** The group with a record as it was told; `told` is the number of the message. */
export function withRecord(group: AlertGroup | undefined, record: Alert, told: number): AlertGroup {
  const at = timeOf(record.lastRaisedAt)
  if (!group) return { alert: record, at, told, counts: new Map([[record.alertId, record.count]]) }
  const { counts, alert } = group
  const before = counts.get(record.alertId)
  const isShown = record.alertId === alert.alertId
  counts.set(record.alertId, record.count)
  const newest = isShown || at >= group.at ? record : alert
  // The only one there is: no copy for each time that it is raised.
  if (isShown && counts.size === 1 && alert.count === before) return { alert: record, at, told, counts }
  if (counts.size > MOST_RECORDS) counts.delete(counts.keys().next().value!)
  const isOlder = timeOf(record.firstRaisedAt) < timeOf(alert.firstRaisedAt)
  const firstRaisedAt = isOlder ? record.firstRaisedAt : alert.firstRaisedAt
  const count = alert.count + record.count - (before ?? 0)
  return { alert: { ...newest, count, firstRaisedAt }, at: isShown ? at : Math.max(at, group.at), told, counts }
}
