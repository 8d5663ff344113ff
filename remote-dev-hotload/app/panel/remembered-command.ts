import * as z from 'zod/mini'
import { DIAGNOSTICS, type DiagnosticCode } from '../../../contracts/index.ts'
import type { Command } from '../../sessions/index.ts'

const text = z.nullable(z.string())
const time = z.nullable(z.number())

/** As an earlier life of the page, perhaps of an older panel, has written it down. */
const schema = z.object({
  key: z.string(),
  kind: z.enum(['terminate', 'reload', 'refresh-metrics']),
  sessionId: z.string(),
  title: z.string(),
  reason: text,
  runId: text,
  phase: z.enum(['waiting', 'requested', 'accepted', 'observed', 'done', 'failed', 'timed-out']),
  requestedAt: z.number(),
  acceptedAt: time,
  endedAt: time,
  endSeenAt: time,
  auditId: text,
  reloadId: text,
  code: z.nullable(z.enum(Object.keys(DIAGNOSTICS) as DiagnosticCode[])),
  requestId: text,
  retryAt: time,
  isDismissed: z.boolean(),
})

/** The command, or null when it is none. */
export function commandFrom(value: unknown): Command | null {
  const parsed = z.safeParse(schema, value)
  return parsed.success ? parsed.data : null
}
