import type { HostEscalation } from '../../contracts/index.ts'
import { err, ok, type Result } from '../kernel/index.ts'
import { apiError, type ApiError } from './api-error.ts'
import { decodeNotificationReceipt, type NotificationReceipt } from './decode/notification.ts'
import type { Endpoints } from './endpoints.ts'
import type { Http } from './http.ts'

/** What the Dev API is to let people know of; `POST /notifications` of the wire contract. */
export interface Notification extends HostEscalation {
  /** Codes and figures: no text of a log, and nothing that somebody has typed. */
  readonly details: Readonly<Record<string, string | number | boolean>>
  /** The same for the same cause, in every tab and on each try: the server routes it once. */
  readonly key: string
  /** Aborted, nothing is sent any more: it must not go out in the name of who signs in next. */
  readonly signal?: AbortSignal
}

export interface Notifications {
  /** Tries once: who has something to tell keeps it until it is told. */
  send(notification: Notification): Promise<Result<NotificationReceipt, ApiError>>
}

export function createNotifications(http: Http, endpoints: Pick<Endpoints, 'base'>): Notifications {
  return {
    async send({ key, signal, ...body }) {
      const answer = await http.send({
        method: 'POST',
        url: `${endpoints.base}/internal/dev/plugins/notifications`,
        body,
        headers: { 'Idempotency-Key': key },
        ...(signal ? { signal } : {}),
      })
      if (!answer.ok) return answer
      const receipt = decodeNotificationReceipt(answer.value.body)
      const { status, requestId } = answer.value
      return receipt === null ? err(apiError('DH_API_003', { status, requestId })) : ok(receipt)
    },
  }
}
