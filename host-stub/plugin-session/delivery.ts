import { pause, type Clock } from './clock.ts'

/** What came of one attempt to tell the Dev API something. */
export type Delivery<T> =
  | { kind: 'done'; data: T }
  /** Nothing is wrong with the message: try again, not before `afterMs` if the server named a time. */
  | { kind: 'later'; reason: string; afterMs?: number }
  /** The session is not there any more (404, 410). */
  | { kind: 'gone'; reason: string }
  | { kind: 'refused'; status: number; reason: string; body: unknown }

/** A delivery that is over; `abandoned` means that the caller took it back. */
export type Settled<T> = Exclude<Delivery<T>, { kind: 'later' }> | { kind: 'abandoned' }

/** Repeats an attempt until it is settled. `onWait` hears why each time it has to wait. */
export type Persist = <T>(
  attempt: () => Promise<Delivery<T>>,
  options?: { signal?: AbortSignal; onWait?: (reason: string) => void },
) => Promise<Settled<T>>

export interface PersistenceDeps {
  clock: Clock
  /** 0 … 1. */
  random: () => number
  /** Milliseconds of the first wait. @default 200 */
  firstMs?: number
  /** Milliseconds of the longest wait. @default 5000 */
  longestMs?: number
}

/** The wait before attempt number `attempt + 1`: doubles each time, half of it is chance so that many CLIs do not knock at once. */
export const backoffMs = (attempt: number, random: () => number, firstMs = 200, longestMs = 5000): number => {
  const full = Math.min(longestMs, firstMs * 2 ** Math.min(attempt, 20))
  return Math.round(full / 2 + (full / 2) * random())
}

/** Keeps trying through an outage with jittered backoff; `Retry-After` is a lower bound. */
export const createPersistence = ({ clock, random, firstMs, longestMs }: PersistenceDeps): Persist => {
  return async (attempt, { signal, onWait } = {}) => {
    for (let tries = 0; ; tries++) {
      if (signal?.aborted) return { kind: 'abandoned' }
      const delivery = await attempt()
      if (delivery.kind !== 'later') return delivery
      onWait?.(delivery.reason)
      await pause(clock, Math.max(backoffMs(tries, random, firstMs, longestMs), delivery.afterMs ?? 0), signal)
    }
  }
}
