import type { CandidateReport } from './candidate-report.ts'
import { alertLines, commandLines, logLines, part, reloadLines, time } from './markdown-parts.ts'
import { codeOr, codeText } from './markdown-text.ts'
import { OUTCOME_TEXTS, RULE_TEXTS, ruleFigure, VERDICT_TEXTS } from './markdown-words.ts'

const LOG_CUT = 'The log is longer than what was read: earlier lines since the newest reload are not in here.'

/** Report → the text of a Markdown file. What a server sent stands in code only. */
export function candidateMarkdown(report: CandidateReport, auditId: string): string {
  const { candidate, window, session, rules } = report
  const person = ({ id, name }: { id: string; name: string | null }) =>
    name === null ? codeText(id) : `${codeText(name)} (${codeText(id)})`
  return [
    '# Candidate validation',
    '',
    `**${VERDICT_TEXTS[report.verdict]}**`,
    '',
    `- Plugin: ${person({ id: candidate.pluginId, name: candidate.pluginName })}`,
    `- Version: ${codeOr(candidate.version, 'not given')}`,
    `- Build: ${codeOr(candidate.buildHash, 'not given')}`,
    `- CLI: ${codeOr(candidate.cliVersion, 'not given')}`,
    `- Session: ${codeText(candidate.sessionId)}`,
    `- Owner: ${person(candidate.owner)}`,
    `- Tenant: ${person(candidate.tenant)}`,
    `- Looked at: ${time(window.from)} to ${time(window.to)}`,
    `- Gathered: ${time(report.gatheredAt)}`,
    `- Audit id of this report: ${codeText(auditId)}`,
    '- Secrets are masked as `[masked: <kind>]`; nothing was revealed for this file',
    '',
    '## Rules',
    '',
    '| rule | weight | outcome | figure |',
    '| --- | --- | --- | ---: |',
    ...rules.map((result) => {
      const { rule, weight, outcome } = result
      return `| ${RULE_TEXTS[rule]} | ${weight} | ${OUTCOME_TEXTS[outcome]} | ${ruleFigure(result)} |`
    }),
    '',
    '## Session',
    '',
    `- State: ${codeText(session.status)}${session.reason === null ? '' : `, ${codeText(session.reason)}`}`,
    `- Last sign of life: ${time(session.lastHeartbeatAt)}${session.isLost ? ' (lost)' : ''}`,
    session.endedAt === null ? `- Expires: ${time(session.expiresAt)}` : `- Ended: ${session.endedAt}`,
    '',
    ...part('Reloads', report.reloads, reloadLines, 'Older reloads were not looked at.'),
    ...part('Errors since the newest reload', report.logs, logLines, LOG_CUT),
    ...part('Open alerts', report.alerts, alertLines, 'The tenant has more alerts than were looked at.'),
    ...part('Commands on the session', report.commands, commandLines, 'Older activity was not looked at.'),
  ]
    .join('\n')
    .trimEnd()
    .concat('\n')
}
