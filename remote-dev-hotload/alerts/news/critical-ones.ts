import type { Alert } from '../../../contracts/index.ts'
import { keyOfAlert } from '../alert-group.ts'
import { isOwnAlert, type InboxAlert } from '../inbox-alert.ts'
import type { OwnAlert } from '../own-alert-store.ts'

/** What makes two of them one piece of news: the fingerprint, by which the panel names its own alerts too. */
export const keyOfNews = (alert: InboxAlert): string => (isOwnAlert(alert) ? alert.id : keyOfAlert(alert))

const isMeant = ({ severity, state }: InboxAlert): boolean => severity === 'CRITICAL' && state === 'OPEN'

/** What is open and critical. Where server and panel tell of the same cause, the server's word stands. */
export function criticalOnes(alerts: readonly Alert[], own: readonly OwnAlert[]): readonly InboxAlert[] {
  const told = alerts.filter(isMeant)
  const keys = new Set(told.map(keyOfNews))
  return [...own.filter((alert) => isMeant(alert) && !keys.has(alert.id)), ...told]
}
