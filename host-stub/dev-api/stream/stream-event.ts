import type { StreamEventType } from '../../../contracts/index.ts'

/** Who may do what to the session that an event shows; the receiver's actions are worked out from it. */
export interface EventAccess {
  owners: readonly string[]
  live: boolean
}

/** An event as the log keeps it. `payload` is JSON text: most events leave the server as they came. */
export interface StreamEvent {
  seq: number
  n: number
  tenantId: string
  /** Milliseconds. */
  at: number
  sessionId: string | null
  type: StreamEventType
  access: EventAccess | null
  payload: string
}

export type NewEvent = Pick<StreamEvent, 'tenantId' | 'sessionId' | 'type'> & {
  payload: object | string
  access?: EventAccess
}
