import type { CandidateFacts, Told } from './candidate-facts.ts'

export const RULES = [
  'reloaded',
  'newestReload',
  'criticalAlerts',
  'openErrors',
  'activityKnown',
  'successRate',
  'otherAlerts',
  'warnings',
  'alive',
] as const
export type RuleName = (typeof RULES)[number]

/** `needed`: without it nothing can be said. `blocking`: failed, the answer is no. `remark`: failed, it is told. */
export type RuleWeight = 'needed' | 'blocking' | 'remark'

export interface RuleResult {
  readonly rule: RuleName
  readonly weight: RuleWeight
  readonly outcome: 'passed' | 'failed' | 'notJudged'
  /** What was counted, or the share as 0…1 for `successRate`; null when nothing could be. */
  readonly figure: number | null
}

export type Verdict = 'yes' | 'remarks' | 'no' | 'unknown'

/** Share of reloads that should succeed. */
export const LEAST_SUCCESS = 0.95

type Judgement = Pick<RuleResult, 'outcome' | 'figure'>

const NOT_JUDGED: Judgement = { outcome: 'notJudged', figure: null }
const judge = (isGood: boolean, figure: number): Judgement => ({ outcome: isGood ? 'passed' : 'failed', figure })

/** None may be there. What was found counts in any case; nothing found counts only where everything was looked at. */
function none(told: Told<unknown> | null, count: () => number): Judgement {
  if (told?.kind !== 'told') return NOT_JUDGED
  const found = count()
  return found === 0 && told.isCut ? NOT_JUDGED : judge(found === 0, found)
}

const ENDED = new Set<string>(['TERMINATED', 'EXPIRED'])

/** Every rule with its outcome and figure, in the order in which a report names them. */
export function judgeCandidate(facts: CandidateFacts): RuleResult[] {
  const { session, isLost, alerts, audit, logs } = facts
  const reloads = facts.reloads.kind === 'told' ? facts.reloads.value : null
  const alertCount = (isCritical: boolean) =>
    alerts.kind === 'told' ? alerts.value.filter(({ severity }) => (severity === 'CRITICAL') === isCritical).length : 0
  const findings = logs?.kind === 'told' ? logs.value : null

  const successRate = (): Judgement => {
    const good = reloads?.filter(({ success }) => success === true).length ?? 0
    const bad = reloads?.filter(({ success }) => success === false).length ?? 0
    return good + bad === 0 ? NOT_JUDGED : judge(good / (good + bad) >= LEAST_SUCCESS, good / (good + bad))
  }
  const newestReload = (): Judgement => {
    const newest = reloads?.[0]
    return newest?.success == null ? NOT_JUDGED : judge(newest.success, newest.sequence)
  }
  const alive = (): Judgement => {
    // Ended in order is no fault: the figures stand.
    if (ENDED.has(session.status)) return NOT_JUDGED
    return { outcome: session.status === 'FAILED' || isLost ? 'failed' : 'passed', figure: null }
  }

  const judgements: Readonly<Record<RuleName, readonly [RuleWeight, Judgement]>> = {
    reloaded: ['needed', reloads === null ? NOT_JUDGED : judge(reloads.length > 0, reloads.length)],
    newestReload: ['blocking', newestReload()],
    criticalAlerts: ['blocking', none(alerts, () => alertCount(true))],
    openErrors: ['blocking', none(logs, () => findings?.errors.reduce((sum, { count }) => sum + count, 0) ?? 0)],
    activityKnown: ['needed', audit.kind === 'told' ? judge(true, audit.value.length) : NOT_JUDGED],
    successRate: ['remark', successRate()],
    otherAlerts: ['remark', none(alerts, () => alertCount(false))],
    warnings: ['remark', none(logs, () => findings?.warnings ?? 0)],
    alive: ['remark', alive()],
  }
  return RULES.map((rule) => ({ rule, weight: judgements[rule][0], ...judgements[rule][1] }))
}

/**
 * "no" as soon as one blocking rule has failed, whatever else is not known; "unknown" when a rule that counts could
 * not be judged or nothing was reloaded; "remarks" when a lighter rule has failed; else "yes".
 */
export function verdictOf(results: readonly RuleResult[]): Verdict {
  const has = (weight: RuleWeight, outcome: RuleResult['outcome']) =>
    results.some((result) => result.weight === weight && result.outcome === outcome)
  if (has('blocking', 'failed')) return 'no'
  if (has('needed', 'failed') || has('needed', 'notJudged') || has('blocking', 'notJudged')) return 'unknown'
  return has('remark', 'failed') ? 'remarks' : 'yes'
}
