import type { Told } from './candidate-facts.ts'
import type { CommandRecord, LogFigures, OpenAlert, ReloadFigures } from './candidate-report.ts'
import { codeOr, codeText } from './markdown-text.ts'
import { percent } from './markdown-words.ts'
import type { Spread } from './spread.ts'

export const time = (at: string | null): string => at ?? 'not known'
const ms = (value: number) => `${Math.round(value)} ms`

const spread = (name: string, times: Spread | null) =>
  times === null
    ? `| ${name} | 0 | – | – | – |`
    : `| ${name} | ${times.count} | ${ms(times.median)} | ${ms(times.p95)} | ${ms(times.max)} |`

/** A heading with its lines; or why there are none. */
export function part<T>(title: string, told: Told<T> | null, lines: (value: T) => string[], cut: string): string[] {
  if (told === null) return [`## ${title}`, '', 'Not looked at: nothing was reloaded.', '']
  if (told.kind === 'missing') {
    const request = told.requestId === null ? '' : `, request ${codeText(told.requestId)}`
    return [`## ${title}`, '', `Could not be loaded: ${codeText(told.code)}${request}.`, '']
  }
  return [`## ${title}`, '', ...(told.isCut ? [`_${cut}_`, ''] : []), ...lines(told.value), '']
}

const orNone = (lines: readonly string[]): string[] => (lines.length > 0 ? [...lines] : ['None.'])

export function reloadLines(figures: ReloadFigures): string[] {
  const { count, succeeded, failed, unreported, successRate, failures } = figures
  return [
    `- Reloads: ${count} (${succeeded} succeeded, ${failed} failed, ${unreported} not reported)`,
    `- Success rate: ${successRate === null ? 'not known' : percent(successRate)}`,
    '',
    '| time | measured | median | p95 | max |',
    '| --- | ---: | ---: | ---: | ---: |',
    spread('reload', figures.reloadMs),
    spread('build', figures.buildMs),
    '',
    '### Failed reloads',
    '',
    ...orNone(
      failures.map(({ sequence, at, error }) => `- ${sequence}, ${time(at)}: ${codeOr(error, 'no reason given')}`),
    ),
    ...(failed > failures.length ? [`- and ${failed - failures.length} older ones`] : []),
  ]
}

export const logLines = ({ lines, errorCount, warnings, errors, moreErrors }: LogFigures): string[] => [
  `- Lines read: ${lines}; errors: ${errorCount}; warnings: ${warnings}`,
  '',
  ...orNone(
    errors.map(
      ({ level, message, count, firstAt, lastAt, logId, fingerprint }) =>
        `- ${codeText(level)} ×${count}: ${codeText(message)} — first ${time(firstAt)}, last ${time(lastAt)}, ` +
        `line ${codeText(logId)}, kind ${codeText(fingerprint)}`,
    ),
  ),
  ...(moreErrors > 0 ? [`- and ${moreErrors} more kinds`] : []),
]

export const alertLines = (alerts: readonly OpenAlert[]): string[] =>
  orNone(
    alerts.map(
      ({ alertId, severity, title, count, lastAt }) =>
        `- ${codeText(severity)} ×${count}: ${codeText(title)}, last ${time(lastAt)}, alert ${codeText(alertId)}`,
    ),
  )

export const commandLines = (commands: readonly CommandRecord[]): string[] =>
  orNone(
    commands.map(
      ({ auditId, at, action, actor, result }) =>
        `- ${time(at)}: ${codeText(actor)} ${codeText(action)}, ${codeText(result)}, audit id ${codeText(auditId)}`,
    ),
  )
