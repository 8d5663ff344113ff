import { z } from 'zod'
import { LOG_LEVELS } from '../../../contracts/index.ts'
import { done, failed, type Outcome } from '../problem.ts'

const MAX_LINES = 20_000

const levelWord = z.string().transform((word) => {
  const level = word.toLowerCase()
  return level === 'warning' ? 'warn' : level
})

const lineSchema = z.object({
  ts: z.iso.datetime({ offset: true }).nullish(),
  level: levelWord.pipe(z.enum(LOG_LEVELS)).nullish(),
  source: z.string().max(64).nullish(),
  message: z.string().max(2_000_000),
  // As it came: keys like `__proto__` must reach the panel so that it can prove it is not harmed by them.
  fields: z.unknown().optional(),
  reloadSequence: z.number().int().nonnegative().max(2_147_483_647).nullish(),
  traceId: z.string().max(200).nullish(),
})
/** One line as a CLI sends it. */
export type LogLine = z.output<typeof lineSchema>

const readJson = (text: string, where: string): Outcome<unknown> => {
  try {
    return done(JSON.parse(text) as unknown)
  } catch {
    return failed('bad-input', 'The body is not valid JSON.', { field: where })
  }
}

const readNdjson = (text: string): Outcome<unknown[]> => {
  const values: unknown[] = []
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    const value = readJson(line, `line ${index + 1}`)
    if (!value.ok) return value
    values.push(value.value)
  }
  return done(values)
}

const isArrayBody = (text: string) => text.trimStart().startsWith('[')

/** Reads the body of a log request, a JSON array or NDJSON: all of its lines or none. */
export const readLogBatch = (text: string): Outcome<LogLine[]> => {
  const values = isArrayBody(text) ? readJson(text, 'body') : readNdjson(text)
  if (!values.ok) return values
  const raw = values.value as unknown[]
  if (raw.length > MAX_LINES) {
    return failed('too-large', `At most ${MAX_LINES} lines a request.`, { field: 'body', lines: raw.length })
  }
  const lines: LogLine[] = []
  for (const [index, value] of raw.entries()) {
    const line = lineSchema.safeParse(value)
    if (!line.success) {
      const issue = line.error.issues[0]
      const field = [`[${index}]`, ...(issue?.path ?? [])].join('.')
      return failed('bad-input', 'A log line is not valid.', { field, reason: issue?.message })
    }
    lines.push(line.data)
  }
  return done(lines)
}
