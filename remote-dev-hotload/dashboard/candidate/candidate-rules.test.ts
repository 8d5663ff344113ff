import { describe, expect, it } from 'vitest'
import type { CandidateFacts } from './candidate-facts.ts'
import { judgeCandidate, RULES, verdictOf, type RuleName, type RuleResult } from './candidate-rules.ts'
import { alertOf, missing, noFindings, reloadOf, sampleFacts, sampleSession, told } from './testing/sample-facts.ts'

const error = {
  fingerprint: '0a',
  level: 'error',
  message: 'x is not defined',
  count: 4,
  firstAt: null,
  lastAt: null,
  logId: 'log-1',
}
const many = (good: number, bad: number) =>
  told([
    ...Array.from({ length: good }, (_, i) => reloadOf(200 - i)),
    ...Array.from({ length: bad }, (_, i) => reloadOf(50 - i, { success: false })),
  ])

const judged = (patch: Partial<CandidateFacts>) => {
  const results = judgeCandidate(sampleFacts(patch))
  const of = (name: RuleName): RuleResult => results.find(({ rule }) => rule === name)!
  return { of, verdict: verdictOf(results) }
}

describe('the verdict on a candidate', () => {
  it('lists every rule, once, in the same order', () => {
    expect(judgeCandidate(sampleFacts()).map(({ rule }) => rule)).toEqual([...RULES])
  })

  it.each<[string, RuleName, Partial<CandidateFacts>, RuleResult['outcome'], number | null, string]>([
    ['is yes where nothing stands against it', 'newestReload', {}, 'passed', 3, 'yes'],
    [
      'cannot be told where nothing was reloaded',
      'reloaded',
      { reloads: told([]), logs: null },
      'failed',
      0,
      'unknown',
    ],
    ['cannot be told without the reloads', 'reloaded', { reloads: missing, logs: null }, 'notJudged', null, 'unknown'],
    [
      'is no when the newest reload failed',
      'newestReload',
      { reloads: told([reloadOf(4, { success: false }), reloadOf(3)]) },
      'failed',
      4,
      'no',
    ],
    [
      'cannot be told when the CLI did not say how the newest reload ended',
      'newestReload',
      { reloads: told([reloadOf(4, { success: null }), reloadOf(3)]) },
      'notJudged',
      null,
      'unknown',
    ],
    [
      'is no with an open critical alert',
      'criticalAlerts',
      { alerts: told([alertOf('a', { severity: 'CRITICAL' }), alertOf('b')]) },
      'failed',
      1,
      'no',
    ],
    [
      'is no with a critical alert among alerts that were not all looked at',
      'criticalAlerts',
      { alerts: told([alertOf('a', { severity: 'CRITICAL' })], true) },
      'failed',
      1,
      'no',
    ],
    [
      'cannot be told when an alert may be among those that were not looked at',
      'criticalAlerts',
      { alerts: told([], true) },
      'notJudged',
      null,
      'unknown',
    ],
    ['cannot be told without the alerts', 'criticalAlerts', { alerts: missing }, 'notJudged', null, 'unknown'],
    [
      'is no with an error since the newest reload',
      'openErrors',
      { logs: told({ ...noFindings, errors: [error, { ...error, count: 2 }] }) },
      'failed',
      6,
      'no',
    ],
    [
      'cannot be told when the log was not read to the newest reload',
      'openErrors',
      { logs: told(noFindings, true) },
      'notJudged',
      null,
      'unknown',
    ],
    ['cannot be told without the log', 'openErrors', { logs: missing }, 'notJudged', null, 'unknown'],
    ['cannot be told without the activity', 'activityKnown', { audit: missing }, 'notJudged', null, 'unknown'],
    ['has remarks below 95 % of success', 'successRate', { reloads: many(94, 6) }, 'failed', 0.94, 'remarks'],
    ['has none at 95 %', 'successRate', { reloads: many(95, 5) }, 'passed', 0.95, 'yes'],
    ['has remarks with another alert', 'otherAlerts', { alerts: told([alertOf('b')]) }, 'failed', 1, 'remarks'],
    [
      'has remarks with a warning since the newest reload',
      'warnings',
      { logs: told({ ...noFindings, warnings: 3 }) },
      'failed',
      3,
      'remarks',
    ],
    ['has remarks when nobody has heard of the session', 'alive', { isLost: true }, 'failed', null, 'remarks'],
    [
      'has remarks when the session has failed',
      'alive',
      { session: sampleSession({ status: 'FAILED' }) },
      'failed',
      null,
      'remarks',
    ],
    [
      'stands for a session that has ended in order',
      'alive',
      { session: sampleSession({ status: 'TERMINATED' }), isLost: true },
      'notJudged',
      null,
      'yes',
    ],
  ])('%s', (_name, rule, facts, outcome, figure, verdict) => {
    const { of, verdict: answer } = judged(facts)
    expect([of(rule).outcome, of(rule).figure, answer]).toEqual([outcome, figure, verdict])
  })

  it('is no for a failed reload, whatever else could not be loaded', () => {
    const reloads = told([reloadOf(4, { success: false })])
    expect(judged({ reloads, alerts: missing, audit: missing, logs: missing }).verdict).toBe('no')
  })

  it('leaves reloads without a reported end out of the success rate', () => {
    const reloads = told([reloadOf(3), reloadOf(2, { success: null }), reloadOf(1, { success: null })])
    expect(judged({ reloads }).of('successRate').figure).toBe(1)
  })
})
