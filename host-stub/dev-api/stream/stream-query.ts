import { z } from 'zod'
import { LOG_LEVELS } from '../../../contracts/index.ts'
import { done, failed, type Outcome } from '../problem.ts'
import type { FrameFilter } from './frame.ts'

export interface StreamQuery extends FrameFilter {
  /** A tenant id, `*` for all, `null` for the caller's own. */
  tenant: string | null
  /** Milliseconds. */
  since: number | null
}

const querySchema = z.object({
  tenant: z.union([z.uuid(), z.literal('*')]).optional(),
  minLevel: z
    .string()
    .transform((word) => word.toLowerCase())
    .pipe(z.enum(LOG_LEVELS))
    .optional(),
  logs: z.enum(['0', '1']).optional(),
  since: z.iso.datetime({ offset: true }).optional(),
  sessionId: z.array(z.string().min(1).max(128)).max(200),
})

/** Reads the query of the stream; unknown parameters are for newer servers and ignored. */
export const readStreamQuery = (params: URLSearchParams): Outcome<StreamQuery> => {
  const single = (name: string) => params.get(name) ?? undefined
  const parsed = querySchema.safeParse({
    tenant: single('tenant'),
    minLevel: single('minLevel'),
    logs: single('logs'),
    since: single('since'),
    sessionId: params.getAll('sessionId'),
  })
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    return failed('bad-input', 'The query of the stream is not valid.', {
      field: String(issue?.path[0] ?? ''),
      reason: issue?.message ?? '',
    })
  }
  const { tenant, minLevel, logs, since, sessionId } = parsed.data
  return done({
    tenant: tenant?.toLowerCase() ?? null,
    minLevel: minLevel ? LOG_LEVELS.indexOf(minLevel) : 0,
    logs: logs !== '0',
    since: since === undefined ? null : Date.parse(since),
    sessionIds: new Set(sessionId),
  })
}
