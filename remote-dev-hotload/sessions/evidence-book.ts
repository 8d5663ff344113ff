import type { Session } from '../../contracts/index.ts'

/** When the server told what, in ms of our clock. An event that was replayed is as old as it says it is. */
export interface EvidenceBook {
  /** A whole session, or the part of one that an event brought; `before` is what was known. */
  told(before: Session | undefined, next: Session, at: number, tellsHeartbeat: boolean): void
  seenAt(sessionId: string): number | null
  statusSince(sessionId: string): number | null
  forget(sessionId: string): void
  clear(): void
}

export function createEvidenceBook(): EvidenceBook {
  const seen = new Map<string, number>()
  const since = new Map<string, number>()

  return {
    told(before, { sessionId, status }, at, tellsHeartbeat) {
      if (tellsHeartbeat) seen.set(sessionId, Math.max(at, seen.get(sessionId) ?? at))
      if (before?.status !== status || !since.has(sessionId)) since.set(sessionId, at)
    },
    seenAt: (sessionId) => seen.get(sessionId) ?? null,
    statusSince: (sessionId) => since.get(sessionId) ?? null,
    forget(sessionId) {
      seen.delete(sessionId)
      since.delete(sessionId)
    },
    clear() {
      seen.clear()
      since.clear()
    },
  }
}

/** A replayed event must not make a heart beat earlier than it is known to have beaten. */
export function withoutOldHeartbeat(known: Session, patch: Partial<Session>): Partial<Session> {
  const { lastHeartbeatAt, expiresAt: _expiresAt, ...rest } = patch
  const isOld = Date.parse(lastHeartbeatAt ?? '') < Date.parse(known.lastHeartbeatAt ?? '')
  return isOld ? rest : patch
}

/** An event that was replayed is told now and was true then: `ts` of the server in ms of our clock. */
export function happenedAt(ts: string | null, now: number, skewMs: number): number {
  const at = ts === null ? Number.NaN : Date.parse(ts) - skewMs
  return Number.isNaN(at) ? now : Math.min(now, at)
}
