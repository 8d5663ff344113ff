/** Why PowerX Core does not carry a request out: status, the sentence it says, and what it adds to a conflict. */
export interface Refusal {
  status: 400 | 401 | 403 | 404 | 409 | 500
  message: string
  details?: Record<string, unknown>
}

/** An expected failure is a value. */
export type Result<T> = { ok: true; value: T } | { ok: false; refusal: Refusal }

export const granted = <T>(value: T): Result<T> => ({ ok: true, value })

export const denied = (status: Refusal['status'], message: string, details?: Record<string, unknown>) =>
  ({ ok: false, refusal: { status, message, ...(details ? { details } : {}) } }) as const
