import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { runProgram, until, type RunningProgram } from './running-program.ts'

const SAMPLE = fileURLToPath(new URL('./sample-plugin', import.meta.url))

const signInSchema = z.object({ accessToken: z.string(), tenant: z.object({ id: z.string() }) })
const logSchema = z.object({
  logId: z.string(),
  level: z.string().toLowerCase(),
  source: z.string().toLowerCase(),
  message: z.string(),
  fields: z.unknown(),
  reloadSequence: z.number(),
})
const reloadSchema = z.object({
  reloadId: z.string(),
  sequence: z.number(),
  mode: z.string(),
  trigger: z.string(),
  success: z.boolean(),
  error: z.string().nullable(),
  changedFiles: z.array(z.string()),
  durationMs: z.number(),
})
const sessionSchema = z.object({ sessionId: z.string(), status: z.string(), terminationNote: z.string().nullable() })

let home = ''
let dir = ''
let api: RunningProgram
let url = ''
const programs: RunningProgram[] = []

const start = (file: string, ...args: string[]) => {
  const program = runProgram(file, args)
  programs.push(program)
  return program
}
const startApi = async (port: string) => {
  api = start('host-stub/dev-api/main.ts', '--port', port, '--db', join(home, 'dev-api.sqlite'))
  url = await api.said(/^Dev API is ready: (\S+)/)
}
const startSession = async (...args: string[]) => {
  const program = start('host-stub/plugin-session/main.ts', '--dir', dir, '--api', url, ...args)
  return { program, sessionId: await program.said(/^Session (\S+) is live: /) }
}

const signIn = async () => {
  const body = JSON.stringify({ role: 'ops' })
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch(`${url}/stub/auth/sign-in`, { method: 'POST', headers, body })
  const { accessToken, tenant } = signInSchema.parse(await answer.json())
  return { ...headers, authorization: `Bearer ${accessToken}`, 'x-tenant-id': tenant.id }
}

/** Asks the gateway as the panel does. */
const query = async <T>(text: string, variables: object, schema: z.ZodType<T>): Promise<T> => {
  const body = JSON.stringify({ query: text, variables })
  const answer = await fetch(`${url}/internal/admin/graphql`, { method: 'POST', headers: await signIn(), body })
  return z.object({ data: schema }).parse(await answer.json()).data
}
const logsOf = async (sessionId: string) => {
  const text = `query ($id: ID!) { devHotloadLogs(sessionId: $id, limit: 2000) {
    items { logId level source message fields reloadSequence } } }`
  const schema = z.object({ devHotloadLogs: z.object({ items: z.array(logSchema) }) })
  return (await query(text, { id: sessionId }, schema)).devHotloadLogs.items
}
const reloadsOf = async (sessionId: string) => {
  const text = `query ($id: ID!) { devHotloadReloads(sessionId: $id) {
    reloadId sequence mode trigger success error changedFiles durationMs } }`
  const schema = z.object({ devHotloadReloads: z.array(reloadSchema) })
  const { devHotloadReloads } = await query(text, { id: sessionId }, schema)
  return devHotloadReloads.sort((a, b) => a.sequence - b.sequence)
}
const sessionOf = async (sessionId: string) => {
  const text = `query ($id: ID!) { devHotloadSession(sessionId: $id) { sessionId status terminationNote } }`
  return (await query(text, { id: sessionId }, z.object({ devHotloadSession: sessionSchema }))).devHotloadSession
}
const command = async (sessionId: string, verb: 'reload' | 'terminate') => {
  const headers = { ...(await signIn()), 'idempotency-key': crypto.randomUUID() }
  const path = `${url}/internal/dev/plugins/register/${sessionId}/${verb}`
  const answer = await fetch(path, { method: 'POST', headers, body: '{}' })
  return z.object({ data: z.object({ reloadId: z.string().nullish() }) }).parse(await answer.json()).data
}
const reloadNumber = (sessionId: string, sequence: number) =>
  until(`reload ${sequence} is reported`, async () => {
    const reload = (await reloadsOf(sessionId)).find((candidate) => candidate.sequence === sequence)
    return reload ?? null
  })
const lineThat = (sessionId: string, what: string, is: (line: z.output<typeof logSchema>) => boolean) =>
  until(`a line: ${what}`, async () => (await logsOf(sessionId)).find(is) ?? null)

/** How often the plugin of this session has ticked, by what the terminal shows. */
const printedTicks = ({ lines }: RunningProgram) => lines.filter((line) => / tick \d+$/.test(line)).length

const edit = async (file: string, change: (text: string) => string) =>
  writeFile(join(dir, file), change(await readFile(join(dir, file), 'utf8')))

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'plugin-session-test-'))
  await startApi('0')
}, 30_000)

beforeEach(async () => {
  dir = await mkdtemp(join(home, 'plugin-'))
  await cp(SAMPLE, dir, { recursive: true })
})

afterAll(async () => {
  await Promise.all(programs.map((program) => program.end()))
  await rm(home, { recursive: true, force: true })
}, 30_000)

describe('a plugin session at the Dev API', { timeout: 60_000 }, () => {
  it('shows the start, an edit, a syntax error with its place and the way back', async () => {
    const { program, sessionId } = await startSession('--takeover')
    expect(await reloadNumber(sessionId, 1)).toMatchObject({ trigger: 'start', mode: 'full', success: true })
    await lineThat(sessionId, 'the greeting', ({ message }) => message === 'Orders is open for business')
    await lineThat(sessionId, 'fields', ({ fields }) => typeof fields === 'object' && fields !== null)

    await edit('src/index.ts', (text) => text.replace('is open for business', 'greets you'))
    const second = await reloadNumber(sessionId, 2)
    expect(second).toMatchObject({ trigger: 'file', mode: 'full', success: true, changedFiles: ['src/index.ts'] })
    const greeting = await lineThat(sessionId, 'the new greeting', ({ message }) => message === 'Orders greets you')
    expect(greeting).toMatchObject({ source: 'sandbox', reloadSequence: 2 })

    await edit('src/pricing.ts', (text) => text.replace('* quantity', '* }'))
    const third = await reloadNumber(sessionId, 3)
    expect(third).toMatchObject({ mode: 'hot', success: false, changedFiles: ['src/pricing.ts'] })
    expect(third.error).toMatch(/^src\/pricing\.ts:12:34 Unexpected "}"/)
    const place = { file: 'src/pricing.ts', line: 12, column: 34 }
    const build = await lineThat(sessionId, 'the error', ({ level, source }) => level === 'error' && source === 'build')
    expect(build).toMatchObject({ message: third.error, fields: place, reloadSequence: 3 })
    await lineThat(sessionId, 'an order of the good build, after the error', ({ logId, source }) => {
      return source === 'sandbox' && logId > build.logId
    })

    await edit('src/pricing.ts', (text) => text.replace('* }', '* quantity * 2'))
    expect(await reloadNumber(sessionId, 4)).toMatchObject({ success: true, error: null })

    program.signal('SIGINT')
    expect(await program.exit).toBe(0)
    expect(await sessionOf(sessionId)).toMatchObject({
      status: 'TERMINATED',
      terminationNote: 'stopped by the developer',
    })
    const last = (await logsOf(sessionId)).at(-1)
    expect(last?.message).toMatch(/^Orders closes after order/)
  })

  it('tells of a crash with a stack that names the source', async () => {
    const { program, sessionId } = await startSession('--takeover')
    await reloadNumber(sessionId, 1)
    await edit('src/index.ts', (text) => text.replace('console.info(GREETING)', `throw new Error('no stock')`))
    expect(await reloadNumber(sessionId, 2)).toMatchObject({ success: false, error: 'Error: no stock' })
    const crash = await lineThat(sessionId, 'the crash', ({ message }) => message.startsWith('Error: no stock'))
    expect(crash).toMatchObject({ level: 'error', source: 'sandbox' })
    expect(crash.message).toMatch(/\n {4}at .*\(src\/index\.ts:11:\d+\)/)
    await program.end()
  })

  it('carries out a reload of the panel once, under its id', async () => {
    const { program, sessionId } = await startSession('--takeover')
    await reloadNumber(sessionId, 1)
    const { reloadId } = await command(sessionId, 'reload')
    const reload = await reloadNumber(sessionId, 2)
    expect(reload).toMatchObject({ reloadId, trigger: 'panel', mode: 'hot', success: true })
    await until('the session is active again', async () =>
      (await sessionOf(sessionId)).status === 'ACTIVE' ? true : null,
    )
    await edit('src/index.ts', (text) => `${text}\n`)
    expect((await reloadNumber(sessionId, 3)).trigger).toBe('file')
    await program.end()
  })

  it('ends when the panel ends it, and leaves no plugin running', async () => {
    const { program, sessionId } = await startSession('--takeover')
    await reloadNumber(sessionId, 1)
    await command(sessionId, 'terminate')
    expect(await program.exit).toBe(0)
    expect(program.lines.at(-1)).toBe('The panel ended the session.')
    expect((await sessionOf(sessionId)).status).toBe('TERMINATED')
    const count = (await logsOf(sessionId)).length
    expect((await logsOf(sessionId)).at(-1)?.message).toMatch(/^Orders closes/)
    expect(count).toBeGreaterThan(2)
  })

  it('does not start beside a living session, unless it takes over', async () => {
    const first = await startSession('--takeover')
    await reloadNumber(first.sessionId, 1)
    const second = start('host-stub/plugin-session/main.ts', '--dir', dir, '--api', url)
    expect(await second.exit).toBe(1)
    expect(second.lines.at(-1)).toContain(`Session ${first.sessionId} of u-engineer`)
    expect(second.lines.at(-1)).toContain('--takeover')

    const third = await startSession('--takeover')
    expect(await first.program.exit).toBe(0)
    expect(await sessionOf(first.sessionId)).toMatchObject({ status: 'TERMINATED', terminationNote: 'taken over' })
    await third.program.end()
  })

  it('delivers every line once and in order when the Dev API is killed and comes back', async () => {
    await edit('src/index.ts', (text) =>
      text.replace('const random', 'let n = 0\n  setInterval(() => console.log(`tick ${++n}`), 20)\n  const random'),
    )
    const { program, sessionId } = await startSession('--takeover')
    await lineThat(sessionId, 'tick 20', ({ message }) => message === 'tick 20')
    const { port } = new URL(url)
    await api.kill()
    const before = printedTicks(program)
    await until('ticks during the outage', () => (printedTicks(program) > before + 50 ? true : null))
    await edit('src/pricing.ts', (text) => `${text}\n`)
    await program.said(/Changed: src\/pricing\.ts/)
    await startApi(port)
    await reloadNumber(sessionId, 2)
    await lineThat(sessionId, 'ticks of the second run', ({ message, reloadSequence }) => {
      return message === 'tick 10' && reloadSequence === 2
    })

    const lines = await logsOf(sessionId)
    const ticks = lines.filter(({ message, reloadSequence }) => reloadSequence === 1 && message.startsWith('tick'))
    expect(ticks.length).toBeGreaterThan(before + 50)
    expect(ticks.map(({ message }) => message)).toEqual(ticks.map((_, at) => `tick ${at + 1}`))
    await program.end()
  })
})
