import type { Alert } from '../../contracts/index.ts'
import { keyOfAlert } from './alert-group.ts'
import type { OwnAlert } from './own-alert-store.ts'

/** What stands in the inbox: an alert of the server, or one of the panel itself. */
export type InboxAlert = Alert | OwnAlert

export const isOwnAlert = (alert: InboxAlert): alert is OwnAlert => 'code' in alert

/** Stays the same for as long as the entry does, whichever record stands for it. */
export const keyOfEntry = (alert: InboxAlert): string =>
  isOwnAlert(alert) ? `own ${alert.id}` : `server ${keyOfAlert(alert)}`

/** When it was raised last, ms of the clock that dates it; 0 when that cannot be read. */
export const lastOf = (alert: InboxAlert): number =>
  isOwnAlert(alert) ? alert.lastAt : Date.parse(alert.lastRaisedAt) || 0
