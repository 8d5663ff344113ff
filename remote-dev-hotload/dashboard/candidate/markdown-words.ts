import { LEAST_SUCCESS, type RuleName, type RuleResult, type Verdict } from './candidate-rules.ts'

/** The file is read in other places than this panel, so its words do not follow the reader's language. */
export const VERDICT_TEXTS: Readonly<Record<Verdict, string>> = {
  yes: 'Yes: every rule that counts has passed.',
  remarks: 'With remarks: nothing stands against it, and something should be looked at.',
  no: 'No: a rule that counts has failed.',
  unknown: 'Cannot be judged: nothing was reloaded, or data could not be loaded.',
}

const PERCENT = LEAST_SUCCESS * 100
export const RULE_TEXTS: Readonly<Record<RuleName, string>> = {
  reloaded: 'At least one reload was reported',
  newestReload: 'The newest reload succeeded',
  criticalAlerts: 'No critical alert is open',
  openErrors: 'No error since the newest reload',
  activityKnown: 'The activity of the session could be loaded',
  successRate: `At least ${PERCENT} % of the reloads succeeded`,
  otherAlerts: 'No other alert is open',
  warnings: 'No warning since the newest reload',
  alive: 'The session gives signs of life and has not failed',
}
export const OUTCOME_TEXTS = { passed: 'passed', failed: '**failed**', notJudged: 'not judged' } as const

export const percent = (share: number): string => `${(share * 100).toFixed(1)} %`

export function ruleFigure({ rule, figure }: RuleResult): string {
  if (figure === null) return '–'
  if (rule === 'successRate') return percent(figure)
  return rule === 'newestReload' ? `reload ${figure}` : String(figure)
}
