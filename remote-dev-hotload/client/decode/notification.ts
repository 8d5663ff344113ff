import { unwrapEnvelope } from './answers.ts'
import { isRaw } from './record.ts'

/** The server has taken a notification on. */
export interface NotificationReceipt {
  readonly notificationId: string
  /** Whom it has told, in its own words. */
  readonly routedTo: readonly string[]
}

/** Null when the server does not say that it has taken it on. */
export function decodeNotificationReceipt(body: unknown): NotificationReceipt | null {
  const data = unwrapEnvelope(body)
  if (!isRaw(data) || typeof data['notificationId'] !== 'string' || data['notificationId'] === '') return null
  const routes: unknown = data['routedTo']
  const routedTo = Array.isArray(routes) ? routes.filter((route): route is string => typeof route === 'string') : []
  return { notificationId: data['notificationId'], routedTo }
}
