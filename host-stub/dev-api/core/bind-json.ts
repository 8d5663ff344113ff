import { z } from 'zod'
import { denied, granted, type Result } from './core-outcome.ts'

// A missing value and null are the zero value of their type, as in Go.
const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '')
const whole = z
  .int()
  .nullish()
  .transform((value) => value ?? 0)
const record = z.record(z.string(), z.unknown())

const registerSchema = z.object({
  pluginId: text,
  developerId: z
    .int()
    .nonnegative()
    .nullish()
    .transform((value) => value ?? 0),
  buildHash: text,
  entryPoints: z.array(z.string()).nullish(),
  manifest: record.nullish(),
  metadata: record.nullish(),
  sandboxEndpoint: text,
  logUrl: text,
  watchFileLimit: whole,
})

const reloadSchema = z.object({
  sessionId: text,
  reloadToken: text,
  sequence: whole,
  durationMs: whole,
  changedFiles: z.array(z.string()).nullish(),
  artifacts: z.array(record).nullish(),
  success: z
    .boolean()
    .nullish()
    .transform((value) => value ?? false),
  error: text,
})

/** What a CLI registers. */
export type CoreRegistration = z.output<typeof registerSchema>
/** What a CLI says of a reload that it has carried out. */
export type CoreReload = z.output<typeof reloadSchema>

const GO_TYPES: Record<string, string> = {
  developerId: 'uint64',
  watchFileLimit: 'int',
  sequence: 'int64',
  durationMs: 'int64',
  success: 'bool',
  manifest: 'map[string]interface {}',
  metadata: 'map[string]interface {}',
  artifacts: 'map[string]interface {}',
}

const kindOf = (value: unknown) =>
  Array.isArray(value) ? 'array' : value === true || value === false ? 'bool' : typeof value

const bind = async <T extends object>(
  request: Request,
  schema: z.ZodType<T>,
  struct: string,
  required: Readonly<Record<string, string>>,
): Promise<Result<T>> => {
  const body = await request.text()
  if (body.trim() === '') return denied(400, 'EOF')
  let value: unknown
  try {
    value = JSON.parse(body)
  } catch {
    return denied(400, 'invalid character in JSON body')
  }
  const parsed = schema.safeParse(value, { reportInput: true })
  if (!parsed.success) {
    const { path, input } = parsed.error.issues[0] ?? { path: [], input: value }
    const field = String(path[0] ?? '')
    const what = `${kindOf(input)} into Go struct field ${struct}.${field} of type ${GO_TYPES[field] ?? 'string'}`
    return denied(400, `json: cannot unmarshal ${what}`)
  }
  const bound = parsed.data as Record<string, unknown>
  const missing = Object.keys(required).filter((field) => bound[field] === '' || bound[field] === 0)
  if (missing.length === 0) return granted(parsed.data)
  const fault = (name = '') =>
    `Key: '${struct}.${name}' Error:Field validation for '${name}' failed on the 'required' tag`
  return denied(400, missing.map((field) => fault(required[field])).join('\n'))
}

/** Reads the body of a registration; what it does not know it does not mind. */
export const bindRegistration = (request: Request) =>
  bind(request, registerSchema, 'registerRequest', { pluginId: 'PluginID', developerId: 'DeveloperID' })

/** Reads the body of a reload: changed files are strings, the objects of the published CLI are refused. */
export const bindReload = (request: Request) =>
  bind(request, reloadSchema, 'reloadRequest', { sessionId: 'SessionID', reloadToken: 'ReloadToken' })
