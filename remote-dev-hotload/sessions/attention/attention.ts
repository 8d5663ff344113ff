import type { Session } from '../../../contracts/index.ts'
import { EXPIRES_SOON_MS, lifeLeft, type Evidence } from '../session-evidence.ts'
import { healthOf, type Health } from '../session-health.ts'
import { hasEnded } from '../session-status.ts'

/** Why a session needs somebody, the most pressing first; a session is in one group only. */
export const ATTENTION_KINDS = ['failed', 'reloadFailed', 'lost', 'ending', 'stuck'] as const
export type AttentionKind = (typeof ATTENTION_KINDS)[number]

export interface AttentionItem {
  readonly session: Session
  readonly kind: AttentionKind
  readonly health: Health
  /** Since when it is so, or for `ending` when it ends; ms of this browser's clock, null when nobody can tell. */
  readonly at: number | null
}

export interface AttentionFacts {
  readonly sessions: readonly Session[]
  readonly evidenceOf: (session: Session) => Evidence
  /** The server counts it among the silent ones. */
  readonly isToldLost: (session: Session) => boolean
}

/** A stop or a reload that takes longer is not under way any more. */
const STUCK_MS = 60_000

/** Rows of a group before the rest is asked for. */
export const MOST_ROWS = 5

const BETWEEN = new Set<string>(['TERMINATING', 'RELOADING'])

/** Who needs somebody, by reason. Newest change first; among those that end soon the soonest. */
export function attentionOf(facts: AttentionFacts): Readonly<Record<AttentionKind, readonly AttentionItem[]>> {
  const groups: Record<AttentionKind, AttentionItem[]> = {
    failed: [],
    reloadFailed: [],
    lost: [],
    ending: [],
    stuck: [],
  }
  for (const session of facts.sessions) {
    const item = itemOf(session, facts)
    if (item) groups[item.kind].push(item)
  }
  for (const kind of ATTENTION_KINDS) groups[kind].sort(kind === 'ending' ? soonestFirst : newestFirst)
  return groups
}

const newestFirst = (a: AttentionItem, b: AttentionItem) => (b.at ?? 0) - (a.at ?? 0)
const soonestFirst = (a: AttentionItem, b: AttentionItem) => (a.at ?? 0) - (b.at ?? 0)

function itemOf(session: Session, { evidenceOf, isToldLost }: AttentionFacts): AttentionItem | null {
  if (hasEnded(session)) return null
  const evidence = evidenceOf(session)
  const health = healthOf(session, evidence)
  const kind = kindOf(session, health, evidence, isToldLost(session))
  return kind && { session, kind, health, at: timeOf(kind, session, evidence) }
}

/** By the one word that the session has everywhere, but for what that word leaves out. */
function kindOf(session: Session, health: Health, evidence: Evidence, isToldLost: boolean): AttentionKind | null {
  const { status } = session
  const since = evidence.statusSince ?? null
  const isStuck = BETWEEN.has(status) && since !== null && evidence.now - since > STUCK_MS
  if (status === 'TERMINATING') return isStuck ? 'stuck' : null
  if (health.isLost || isToldLost) return 'lost'
  const left = lifeLeft(session, evidence)
  // Past its end and still there: the server has not ended it.
  if (isStuck || left <= 0) return 'stuck'
  if (health.word === 'failed' || health.word === 'reloadFailed') return health.word
  return left < EXPIRES_SOON_MS ? 'ending' : null
}

function timeOf(kind: AttentionKind, session: Session, { skewMs, statusSince }: Evidence): number | null {
  const { lastReload, lastReloadAt, lastHeartbeatAt, startedAt, expiresAt } = session
  const ours = (...times: (string | null)[]): number | null => {
    const known = times.map((time) => Date.parse(time ?? '')).find((time) => !Number.isNaN(time))
    return known === undefined ? null : known - skewMs
  }
  switch (kind) {
    case 'failed':
      return ours(lastReload?.success === false ? lastReload.at : null) ?? statusSince ?? ours(lastReloadAt, startedAt)
    case 'reloadFailed':
      return ours(lastReload?.at ?? null)
    case 'lost':
      return ours(lastHeartbeatAt, startedAt)
    case 'ending':
      return ours(expiresAt)
    case 'stuck':
      return BETWEEN.has(session.status) ? (statusSince ?? null) : ours(expiresAt)
  }
}

/** The lost sessions of one person. */
export interface OwnerShare {
  readonly owner: Session['developer']
  readonly items: readonly AttentionItem[]
  /** Since when the first of them is silent; null when nobody can tell. */
  readonly longestSince: number | null
}

/** By owner, who lost one last first. */
export function byOwner(items: readonly AttentionItem[]): OwnerShare[] {
  const shares = new Map<string, AttentionItem[]>()
  for (const item of items) {
    const { id } = item.session.developer
    const own = shares.get(id)
    if (own) own.push(item)
    else shares.set(id, [item])
  }
  return [...shares.values()].map((own) => {
    const times = own.map(({ at }) => at).filter((at) => at !== null)
    const named = own.find(({ session }) => session.developer.name !== null) ?? own[0]!
    return { owner: named.session.developer, items: own, longestSince: times.length > 0 ? Math.min(...times) : null }
  })
}
