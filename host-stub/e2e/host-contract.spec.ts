import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { currentRun } from './support/run.ts'
import { expect, test } from './support/test.ts'

interface Outcome {
  exitCode: number | null
  report: { door: string | null; trouble: string | null; results: { id: string; outcome: string; why?: string }[] }
}

/** `npm run contract:host`, as the team of a shell runs it. */
async function checkHost(path: string, ...args: string[]): Promise<Outcome> {
  const { root, urls } = currentRun()
  const url = `${urls.shell}${path}`
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', 'scripts/contract/host/main.ts', '--json', '--url', url, ...args],
    { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
  )
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const exitCode = await new Promise<number | null>((resolve) => child.once('close', resolve))
  return { exitCode, report: JSON.parse(output) as Outcome['report'] }
}

const withOutcome = ({ report }: Outcome, outcome: string) =>
  report.results.filter((result) => result.outcome === outcome).map(({ id, why }) => `${id}: ${why}`)

test('the host of the stand-in shell keeps the contract in every point that can be looked at', async () => {
  const outcome = await checkHost('/dev-hotload', '--stub-user', 'ops')
  expect(outcome.report.trouble).toBeNull()
  expect(withOutcome(outcome, 'failed')).toEqual([])
  expect(withOutcome(outcome, 'open')).toEqual([
    'confirm.form: The shell leaves it out, which it may.',
    'user.changes: Nobody said how to change the user here.',
  ])
  expect(outcome.report.door).toBe('./routes')
  expect(outcome.exitCode).toBe(0)
})

test('a host of another version is found out, and the exit code says so', async () => {
  const outcome = await checkHost('/dev-hotload?hostApi=2.0', '--stub-user', 'ops')
  expect(withOutcome(outcome, 'failed')).toEqual([
    expect.stringMatching(/^apiVersion\.fits: The shell says "2\.0", the contract is 1\.\d+\.$/),
  ])
  expect(outcome.exitCode).toBe(1)
})

test('a page that hands no host over says what may be missing', async () => {
  const outcome = await checkHost('/dev-hotload', '--patience', '1')
  expect(outcome.report.trouble).toMatch(/No host was handed to any door within 1 s.*signed in/)
  expect(outcome.exitCode).toBe(1)
})

test('a script may sign in, and a global may hold the host; a token that it stores is found', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'host-contract-'))
  const script = join(folder, 'sign-in.mjs')
  await writeFile(
    script,
    `export default async (page) => {
      await page.getByTestId('stub-sign-in-ops').click()
      await page.getByTestId('stub-user').waitFor()
      await page.evaluate(() => {
        const { auth } = devHotloadStub.host
        const { getAccessToken } = auth
        auth.getAccessToken = async () => {
          const token = await getAccessToken()
          localStorage.setItem('cache', token)
          return token
        }
      })
    }
    export const change = { theme: (page) => page.getByTestId('stub-theme').click() }`,
  )
  const outcome = await checkHost('/', '--script', script, '--host-global', 'devHotloadStub.host')
  await rm(folder, { recursive: true })
  expect(outcome.report.door).toBe('window.devHotloadStub.host')
  const failed = withOutcome(outcome, 'failed')
  expect(failed).toContain('auth.traces: It is in localStorage (cache).')
  expect(outcome.report.results.find(({ id }) => id === 'theme.changes')?.outcome).toBe('passed')
})
