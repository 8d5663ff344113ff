import type { Alert, AuditEntry, Reload } from '../../../contracts/index.ts'
import type { CandidateFacts, LogFindings, Told } from './candidate-facts.ts'
import type { CandidateReport, CommandRecord, LogFigures, OpenAlert, ReloadFigures } from './candidate-report.ts'
import { judgeCandidate, verdictOf } from './candidate-rules.ts'
import { firstLine } from './open-errors.ts'
import { timeOf } from './report-time.ts'
import { spreadOf } from './spread.ts'

/** A list that nobody reads to its end says nothing. */
export const MOST_LISTED = 100

/** What was looked at by hand is no command on the session. */
const LOOKS = /^(logs?|alerts?)\b/i

const map = <T, U>(told: Told<T>, use: (value: T) => U): Told<U> =>
  told.kind === 'told' ? { ...told, value: use(told.value) } : told

/**
 * Facts → report. The same facts make the same report.
 * @param clean makes a server's text readable and masks it once more
 */
export function reportOf(facts: CandidateFacts, clean: (text: string) => string): CandidateReport {
  const { session, isLost } = facts
  const { developer } = session
  const rules = judgeCandidate(facts)
  const gatheredAt = timeOf(facts.gatheredAt)
  const text = <T extends string | null>(value: T) => (value === null ? null : firstLine(clean(value))) as T
  return {
    gatheredAt,
    verdict: verdictOf(rules),
    rules,
    candidate: {
      pluginId: text(session.pluginId),
      pluginName: text(session.pluginName),
      version: text(session.pluginVersion),
      buildHash: text(session.buildHash),
      cliVersion: text(session.cliVersion),
      sessionId: text(session.sessionId),
      owner: { id: text(developer.id), name: text(developer.name) },
      tenant: { id: text(session.tenantId), name: text(session.tenantName) },
    },
    window: { from: timeOf(session.startedAt), to: timeOf(session.endedAt) ?? gatheredAt },
    session: {
      status: text<string>(session.status),
      reason: text(session.statusReason),
      lastHeartbeatAt: timeOf(session.lastHeartbeatAt),
      expiresAt: timeOf(session.expiresAt),
      endedAt: timeOf(session.endedAt),
      isLost,
    },
    reloads: map(facts.reloads, (reloads) => figuresOf(reloads, text)),
    logs: facts.logs && map(facts.logs, logFiguresOf),
    alerts: map(facts.alerts, (alerts) => alerts.map((alert) => openAlertOf(alert, text))),
    commands: map(facts.audit, (entries) =>
      entries.filter(({ action }) => !LOOKS.test(action)).map((entry) => commandOf(entry, text)),
    ),
  }
}

type Clean = <T extends string | null>(value: T) => T

function figuresOf(reloads: readonly Reload[], text: Clean): ReloadFigures {
  const failed = reloads.filter(({ success }) => success === false)
  const succeeded = reloads.filter(({ success }) => success === true).length
  const known = succeeded + failed.length
  const [newest] = reloads
  return {
    count: reloads.length,
    succeeded,
    failed: failed.length,
    unreported: reloads.length - known,
    successRate: known === 0 ? null : succeeded / known,
    reloadMs: spreadOf(reloads.map(({ durationMs }) => durationMs)),
    buildMs: spreadOf(reloads.map(({ buildTimeMs }) => buildTimeMs)),
    failures: failed
      .slice(0, MOST_LISTED)
      .map(({ sequence, at, error }) => ({ sequence, at: timeOf(at), error: text(error) })),
    newest: newest ? { sequence: newest.sequence, at: timeOf(newest.at), success: newest.success } : null,
  }
}

/** The messages were made readable when they were counted. */
function logFiguresOf({ lines, from, to, warnings, errors }: LogFindings): LogFigures {
  return {
    lines,
    from,
    to,
    warnings,
    errorCount: errors.reduce((sum, { count }) => sum + count, 0),
    errors: errors.slice(0, MOST_LISTED),
    moreErrors: Math.max(0, errors.length - MOST_LISTED),
  }
}

const openAlertOf = ({ alertId, severity, title, count, lastRaisedAt }: Alert, text: Clean): OpenAlert => ({
  alertId: text(alertId),
  severity: text<string>(severity),
  title: text(title),
  count,
  lastAt: timeOf(lastRaisedAt),
})

const commandOf = ({ auditId, at, action, actor, result }: AuditEntry, text: Clean): CommandRecord => ({
  auditId: text(auditId),
  at: timeOf(at),
  action: text(action),
  actor: text(actor),
  result: text(result),
})
