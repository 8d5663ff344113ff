import type { Alert } from '../../contracts/index.ts'
import { AcknowledgeAlertDocument, SnoozeAlertDocument } from '../generated/graphql.ts'
import type { Answer, Ask } from './ask.ts'
import { decodeAlert } from './decode/index.ts'

/** What is done with an alert. The answer is the alert as it is now; the stream tells it to everybody else. */
export interface AlertActs {
  /** `DH_API_409` when it is acknowledged or over already. */
  acknowledge(alertId: string): Answer<Alert>
  /** Until an RFC 3339 time; `DH_API_400` when the server does not take that time. */
  snooze(alertId: string, until: string): Answer<Alert>
}

/** Sent once, except after a renewed sign-in: done a second time, each would be refused. */
export const createAlertActs = (ask: Ask): AlertActs => ({
  acknowledge: (alertId) =>
    ask(AcknowledgeAlertDocument, { alertId }, ({ acknowledgeDevAlert: alert }) => decodeAlert(alert)),
  snooze: (alertId, until) =>
    ask(SnoozeAlertDocument, { alertId, until }, ({ snoozeDevAlert: alert }) => decodeAlert(alert)),
})
