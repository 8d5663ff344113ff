import type { AuditEntry, Session } from '../../../../contracts/index.ts'

const ENDS = /^session\.(terminate|end|release)$/i
const WENT_THROUGH = /^(ok|done|success|succeeded|accepted)$/i

/** The recorded act that ended a session; null when its time ran out or nobody has heard of one. `entries` are newest first. */
export function endingAct(
  { sessionId, status }: Pick<Session, 'sessionId' | 'status'>,
  entries: readonly AuditEntry[],
): AuditEntry | null {
  if (status !== 'TERMINATED') return null
  return (
    entries.find(
      (entry) => entry.sessionId === sessionId && ENDS.test(entry.action) && WENT_THROUGH.test(entry.result),
    ) ?? null
  )
}
