import { spawn } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { currentRun } from './run.ts'

/** A token of one of the people, as a tool on the command line gets it. */
export async function tokenOf(role: 'ops' | 'engineer'): Promise<{ accessToken: string; tenantId: string }> {
  const response = await fetch(`${currentRun().urls.api}/stub/auth/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ role }),
  })
  const grant = (await response.json()) as { accessToken: string; tenant: { id: string } }
  return { accessToken: grant.accessToken, tenantId: grant.tenant.id }
}

/** Asks the Admin GraphQL gateway directly, past the panel. */
export async function askGateway<T>(query: string, variables: Record<string, unknown> = {}): Promise<T> {
  const { accessToken, tenantId } = await tokenOf('ops')
  const response = await fetch(`${currentRun().urls.api}/internal/admin/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${accessToken}`, 'x-tenant-id': tenantId },
    body: JSON.stringify({ query, variables }),
  })
  const { data, errors } = (await response.json()) as { data: T; errors?: unknown }
  if (errors) throw new Error(JSON.stringify(errors))
  return data
}

const part = () => {
  const run = currentRun()
  const found = run.parts.find(({ name }) => name === 'dev-api')
  if (!found) throw new Error('The run has no Dev API.')
  return { run, found }
}

/** A Dev API that a test has started outlives that test's worker; the global tear-down ends it by this file. */
const pidFile = (folder: string) => join(folder, 'dev-api.pid')

/** Process id of a Dev API that a test has started in place of the first one. */
export function startedDevApi(folder: string): number | null {
  return existsSync(pidFile(folder)) ? Number(readFileSync(pidFile(folder), 'utf8')) : null
}

/** Kills the Dev API of the run without a chance to say goodbye. */
export function killDevApi(): void {
  const { run, found } = part()
  process.kill(startedDevApi(run.folder) ?? found.pid, 'SIGKILL')
}

/** Starts it again as `npm start` did; resolves when it answers. */
export async function startDevApi(): Promise<void> {
  const { run, found } = part()
  const output = openSync(join(run.folder, 'dev-api.log'), 'a')
  const child = spawn(found.command, found.args, {
    cwd: found.cwd,
    env: { ...process.env, ...found.env },
    detached: true,
    stdio: ['ignore', output, output],
  })
  closeSync(output)
  child.unref()
  writeFileSync(pidFile(run.folder), String(child.pid))
  await expect
    .poll(
      () =>
        fetch(run.urls.api).then(
          () => true,
          () => false,
        ),
      { timeout: 30_000 },
    )
    .toBe(true)
}
