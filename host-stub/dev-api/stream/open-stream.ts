import { mayUsePanel, type Caller } from '../auth/caller.ts'
import type { Clock } from '../clock.ts'
import { done, failed, type Outcome } from '../problem.ts'
import type { EventHub } from './event-hub.ts'
import type { EventIds } from './event-id.ts'
import type { EventLog } from './event-log.ts'
import { createFrameWriter } from './frame.ts'
import { createStartingPoints } from './starting-point.ts'
import { readStreamQuery } from './stream-query.ts'
import { createSubscription, type Subscription } from './subscription.ts'

export interface StreamsDeps {
  log: EventLog
  hub: EventHub
  ids: EventIds
  clock: Clock
  heartbeatMs: number
  bufferChars: number
  replayPage: number
  maxStreams: number
}

const STREAM_HEADERS = {
  'content-type': 'text/event-stream',
  'cache-control': 'no-cache, no-transform',
  'x-accel-buffering': 'no',
}

/** The event stream for panels and CLIs. */
export const createStreams = (deps: StreamsDeps) => {
  const { log, ids, maxStreams } = deps
  const open = new Set<Subscription>()
  const startingPoint = createStartingPoints(log, ids)

  return {
    open(caller: Caller, request: Request): Outcome<Response> {
      if (!mayUsePanel(caller)) return failed('forbidden', 'The account may not read the stream.')
      const query = readStreamQuery(new URL(request.url).searchParams)
      if (!query.ok) return query
      const { tenant, since, ...filter } = query.value
      const tenantId = caller.tenant.id
      if (tenant === '*' && !caller.person.isRoot) return failed('forbidden', 'Only a root user may read all tenants.')
      if (tenant !== null && tenant !== tenantId) return failed('forbidden', 'The token is for another tenant.')
      if (open.size >= maxStreams) return failed('busy', 'Too many open streams.')
      const subscription = createSubscription({
        ...deps,
        tenantId,
        writer: createFrameWriter(ids, caller, filter),
        start: startingPoint({ tenantId, lastEventId: request.headers.get('last-event-id') || null, since }),
        filtered: filter.sessionIds.size > 0 || filter.minLevel > 0 || !filter.logs,
        onEnd: () => open.delete(subscription),
      })
      open.add(subscription)
      return done(new Response(subscription.body, { headers: STREAM_HEADERS }))
    },
    size: () => open.size,
    dispose: () => [...open].forEach((subscription) => subscription.end()),
  }
}

export type Streams = ReturnType<typeof createStreams>
