import type { LogLine } from './log-line.ts'

export interface TerminalDeps {
  write: (text: string) => void
  /** Leaves the plugin's own output out. */
  quiet: boolean
}

const MARKS: Partial<Record<LogLine['level'], string>> = { warn: 'warn ', error: 'ERROR ', fatal: 'FATAL ' }

/** What the developer sees while a session runs. */
export const createTerminal = ({ write, quiet }: TerminalDeps) => ({
  line({ ts, source, level, message }: LogLine): void {
    if (quiet && source === 'sandbox') return
    write(`${ts.slice(11, 23)} ${source.padEnd(7)} ${MARKS[level] ?? ''}${message}\n`)
  },
  sentence: (text: string) => write(`${text}\n`),
})
