import type { Message } from 'esbuild'
import type { Said } from './log-line.ts'

/** Something the compiler has to say about a place in the source; line and column count from 1. */
export interface BuildProblem {
  text: string
  file?: string
  line?: number
  column?: number
  lineText?: string
}

/** esbuild counts columns from 0 and in bytes; an editor counts from 1 and in characters. */
export const toProblem = ({ text, location }: Message): BuildProblem => {
  if (!location) return { text }
  const { file, line, column, lineText } = location
  const before = Buffer.from(lineText, 'utf8').subarray(0, column).toString('utf8')
  return { text, file, line, column: before.length + 1, lineText }
}

/** `src/routes/orders.ts:12:8 Expected ";" but found "}"` */
export const problemText = ({ text, file, line, column }: BuildProblem): string =>
  file ? `${file}:${line}:${column} ${text}` : text

/** One text for the reload report: the first problem, and how many more there are. */
export const problemSummary = (problems: readonly BuildProblem[]): string => {
  const [first, ...others] = problems
  if (!first) return 'The build failed without saying why'
  const more = others.length > 0 ? ` (and ${others.length} more)` : ''
  return problemText(first) + more
}

/** The message with its place as fields, then the line of source with a mark under the place. */
export const problemLines = (problem: BuildProblem, level: 'error' | 'warn'): Said[] => {
  const { file, line, column, lineText } = problem
  if (!file || line === undefined || column === undefined) return [{ level, message: problem.text }]
  const fields = { file, line, column }
  const said: Said[] = [{ level, message: problemText(problem), fields }]
  if (lineText) {
    const gutter = ` ${line} | `
    const mark = `${' '.repeat(gutter.length - 2)}| ${' '.repeat(column - 1)}^`
    said.push({ level, message: `${gutter}${lineText}\n${mark}`, fields })
  }
  return said
}
