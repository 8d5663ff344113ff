import * as z from 'zod/mini'
import type { Notification } from '../../../client/index.ts'
import type { Cause } from '../rules/cause.ts'

const schema = z.object({
  key: z.string(),
  kind: z.enum(['stream.disconnected', 'terminate.failing']),
  severity: z.enum(['warning', 'critical']),
  since: z.number(),
  count: z.number(),
  sessionId: z.nullable(z.string()),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  /** `settled`: the server has it, or does not want it. Kept while the cause lasts, so that no tab tells it again. */
  phase: z.enum(['queued', 'settled']),
  /** Since when a tab waits for the answer, wall-clock ms; the others leave it to that one. */
  triedAt: z.nullable(z.number()),
  /** When the cause was last seen to last, wall-clock ms. */
  seenAt: z.number(),
  /** When the cause was over, wall-clock ms; null while it lasts. */
  overAt: z.nullable(z.number()),
})

/** A cause that people are told of, once. */
export type Escalation = z.output<typeof schema>

/** Tells people so long after is telling them of yesterday. */
const QUEUED_FOR_MS = 12 * 3_600_000
/** Of a page that was closed nobody says that its cause is over: after so long the next one is another. */
const LASTS_MS = 1_800_000

/** As another life of the page, perhaps of an older panel, has written it down; null when it is none. */
export function escalationFrom(value: unknown): Escalation | null {
  const parsed = z.safeParse(schema, value)
  return parsed.success ? parsed.data : null
}

export const escalationOf = (cause: Cause, key: string, now: number): Escalation => ({
  ...{ key, kind: cause.kind, severity: cause.severity, since: cause.since, count: cause.count },
  ...{
    sessionId: cause.sessionId,
    details: { ...cause.details },
    phase: 'queued',
    triedAt: null,
    seenAt: now,
    overAt: null,
  },
})

/** Nobody has heard that it is over. */
export const isLasting = ({ overAt, seenAt }: Escalation, now: number): boolean =>
  overAt === null && Math.abs(now - seenAt) < LASTS_MS

/** A request is given up after 15 s; a tab that says nothing for longer is gone. */
const ANSWERED_WITHIN_MS = 20_000

/** Nobody is sending it. */
export const isFree = ({ phase, triedAt }: Escalation, now: number): boolean =>
  phase === 'queued' && (triedAt === null || Math.abs(now - triedAt) > ANSWERED_WITHIN_MS)

/** Still of use: to be sent, or to know that it was. */
export const isOfUse = (one: Escalation, now: number): boolean =>
  Math.abs(now - one.seenAt) < (one.phase === 'queued' ? QUEUED_FOR_MS : LASTS_MS)

const rfc3339 = (ms: number): string => new Date(ms).toISOString()

/** As `POST /notifications` takes it. What was over before it could be sent says so. */
export const notificationOf = ({ overAt, ...one }: Escalation, signal: AbortSignal): Notification => ({
  ...{ kind: one.kind, severity: one.severity, since: rfc3339(one.since), count: one.count, key: one.key, signal },
  ...(one.sessionId === null ? {} : { sessionId: one.sessionId }),
  details: { ...one.details, isOver: overAt !== null, ...(overAt !== null && { overAt: rfc3339(overAt) }) },
})
