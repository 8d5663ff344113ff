import type { NewRow } from '../engine/log-row.ts'
import { footerFacts, headerFacts, type Fact } from './export-header.ts'
import type { ExportWriter } from './export-format.ts'
import { cleanText, fieldsText, gapText, MARK_TEXT, reloadText, timeText } from './export-text.ts'

/** A line of a message that begins a new line of the file could pass for a line of its own, or for the header. */
const indent = (text: string): string => text.replaceAll('\n', '\n    ')
const oneLine = (text: string): string => cleanText(text).replaceAll('\n', ' ')

const notes = (facts: readonly Fact[]): string =>
  facts.map(([name, value]) => `# ${name}: ${oneLine(value)}\n`).join('')
const divider = (at: string, text: string): string => `--- ${at === '' ? '' : `${at} `}${oneLine(text)}\n`

function rowText(row: NewRow): string {
  switch (row.kind) {
    case 'line': {
      const { ts, level, source, message, fields } = row.entry
      const head = [ts, level.toUpperCase().padEnd(5), source ?? '-', row.sessionId].map(oneLine).join(' ')
      const more = fieldsText(fields)
      return `${head} ${indent(cleanText(message))}${more === '' ? '' : ` ${indent(more)}`}\n`
    }
    case 'reload':
      return divider(row.reload.at, `${row.sessionId} ${reloadText(row.reload)}`)
    case 'gap':
      return divider(timeText(row.gap.at), gapText(row.gap))
    case 'mark':
      return divider(timeText(row.mark.at), MARK_TEXT)
  }
}

/** For reading and grep: `# ` before what the file says about itself, `--- ` before what is no line. */
export const txtWriter: ExportWriter = {
  type: 'text/plain;charset=utf-8',
  header: (header) => `${notes(headerFacts(header))}\n`,
  row: rowText,
  footer: (footer) => `\n${notes(footerFacts(footer))}`,
}
