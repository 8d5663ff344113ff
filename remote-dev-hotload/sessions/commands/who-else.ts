import type { AuditEntry } from '../../../contracts/index.ts'

/** What somebody else has done to a session lately, their newest act. */
export interface OtherAct {
  readonly actor: string
  readonly action: string
  /** It had an effect, or will have one; false for what was refused or failed. */
  readonly isGood: boolean
  /** ms of the server's clock. */
  readonly at: number
}

/** The person at this panel, as far as audit entries tell people apart. */
export interface Reader {
  readonly id: string | null
  /** Names that sessions give this person. */
  readonly names: ReadonlySet<string>
  /** Entries that commands of this tab have left. */
  readonly auditIds: ReadonlySet<string>
}

/** Half an hour: who was at it longer ago is hardly at it still. */
export const LATELY_MS = 1_800_000

const GOOD = /^(ok|success|succeeded|accepted|done|allowed)$/i

/** The others, newest first, each once. `serverNow` is ms of the server's clock. */
export function othersOf(entries: readonly AuditEntry[], reader: Reader, serverNow: number): readonly OtherAct[] {
  const newest = new Map<string, OtherAct>()
  for (const entry of entries) {
    const at = Date.parse(entry.at)
    if (Number.isNaN(at) || serverNow - at > LATELY_MS || isReader(entry, reader)) continue
    const id = actorIdOf(entry) ?? entry.actor
    const known = newest.get(id)
    if (known && known.at >= at) continue
    newest.set(id, { actor: entry.actor, action: entry.action, isGood: GOOD.test(entry.result), at })
  }
  return [...newest.values()].sort((a, b) => b.at - a.at)
}

/** An id decides; without one a name does, since two people of one name are rarer than a server that tells no ids. */
function isReader(entry: AuditEntry, { id, names, auditIds }: Reader): boolean {
  const actorId = actorIdOf(entry)
  if (actorId !== null && id !== null) return actorId === id
  return auditIds.has(entry.auditId) || entry.actor === id || names.has(entry.actor)
}

/** The contract has the actor as a name; servers that also tell the id put it among the details. */
function actorIdOf({ details }: AuditEntry): string | null {
  const id = typeof details === 'object' && details !== null ? (details as Record<string, unknown>)['actorId'] : null
  return typeof id === 'string' && id !== '' ? id : null
}
