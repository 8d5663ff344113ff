import type { AlertTargets } from './alert-targets.ts'
import type { Notice } from './notice.ts'

export const TARGETS = ['slack', 'pagerduty'] as const
export type Target = (typeof TARGETS)[number]

export const SLACK_CHANNEL = '#powerx-admin-alerts'
export const PAGERDUTY_LEVEL = 'L2'

/** What the panel is told, and what a line of the server's output says. */
export const TARGET_NAMES: Record<Target, string> = {
  slack: `slack:${SLACK_CHANNEL}`,
  pagerduty: `pagerduty:${PAGERDUTY_LEVEL}`,
}

const PAGE_AFTER = 3

/** A person is woken for terminations that keep failing, and for nothing that its sender calls less than critical. */
const wakesSomebody = ({ kind, severity, count }: Pick<Notice, 'kind' | 'severity' | 'count'>): boolean =>
  kind === 'terminate.failing' && count >= PAGE_AFTER && severity.toLowerCase() === 'critical'

/** Who is told of it; nobody who has no address. */
export const routeOf = (notice: Pick<Notice, 'kind' | 'severity' | 'count'>, targets: AlertTargets): Target[] =>
  TARGETS.filter((target) => targets[target] !== null && (target === 'slack' || wakesSomebody(notice)))
