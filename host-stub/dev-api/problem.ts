/** Why a request was not carried out. The kind decides status and code on every transport. */
export interface Problem {
  kind: ProblemKind
  message: string
  details?: Record<string, unknown>
  /** Said by the middleware before any handler: the answer is only `{ error }`. */
  bare?: boolean
}

/** An expected failure is a value. */
export type Outcome<T> = { ok: true; value: T } | { ok: false; problem: Problem }

/** Status of REST, word of `error_code` and of GraphQL's `extensions.code`. */
export const PROBLEM_CODES = {
  'bad-input': { status: 400, code: 'BAD_USER_INPUT' },
  unauthenticated: { status: 401, code: 'UNAUTHENTICATED' },
  forbidden: { status: 403, code: 'FORBIDDEN' },
  'not-found': { status: 404, code: 'NOT_FOUND' },
  'wrong-method': { status: 405, code: 'METHOD_NOT_ALLOWED' },
  conflict: { status: 409, code: 'CONFLICT' },
  'too-large': { status: 413, code: 'PAYLOAD_TOO_LARGE' },
  busy: { status: 503, code: 'UNAVAILABLE' },
  internal: { status: 500, code: 'INTERNAL' },
} as const

export type ProblemKind = keyof typeof PROBLEM_CODES

export const done = <T>(value: T): Outcome<T> => ({ ok: true, value })

export const failed = (kind: ProblemKind, message: string, details?: Record<string, unknown>) =>
  ({ ok: false, problem: { kind, message, ...(details ? { details } : {}) } }) as const

/** A refusal of the middleware in front of the handlers. */
export const refused = (kind: ProblemKind, message: string) =>
  ({ ok: false, problem: { kind, message, bare: true } }) as const
