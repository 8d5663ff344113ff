import type { FaultName } from './catalogue.ts'
import type { RequestKind } from './fault.ts'

/** One request of the browser. */
export interface SeenRequest {
  kind: RequestKind
  method: string
  path: string
  tenantId: string | null
  lastEventId: string | null
  /** What it met. */
  fault: FaultName | null
  /** Milliseconds since 1970. */
  at: number
}

const REMEMBERED = 2_000

/** What has gone through and what was done to it. */
export const createJournal = () => {
  const requests: SeenRequest[] = []
  const faults = new Map<string, number>()
  const totals = { requests: 0, streams: 0, events: 0 }
  return {
    saw(request: SeenRequest): void {
      totals.requests++
      if (request.kind === 'stream') totals.streams++
      requests.push(request)
      if (requests.length > REMEMBERED) requests.shift()
    },
    sent: () => void totals.events++,
    did: (name: FaultName | 'outage') => void faults.set(name, (faults.get(name) ?? 0) + 1),
    /** The newest requests, oldest first. */
    requests: (): readonly SeenRequest[] => requests,
    counts: () => ({ ...totals, faults: Object.fromEntries([...faults].sort()) as Record<string, number> }),
  }
}

export type Journal = ReturnType<typeof createJournal>
