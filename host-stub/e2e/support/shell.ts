import { spawn } from 'node:child_process'
import type { Page } from '@playwright/test'
import type { Role } from './panel.ts'
import { currentRun } from './run.ts'

export interface ShellOptions {
  /** The Dev API of the sign-in. */
  api: string
  /** What the panel takes for the Dev API. */
  panelApi: string
  /** More keys of the panel. */
  config?: Record<string, string>
}

export interface SecondShell {
  readonly url: string
  signIn(page: Page, role: Role, path?: string): Promise<void>
  stop(): void
}

/** A second shell on the files that the run has built, with a configuration of its own. */
export async function startShell({ api, panelApi, config = {} }: ShellOptions): Promise<SecondShell> {
  const { root, urls } = currentRun()
  const keys = Object.entries({ ...config, PX_DEV_API_BASE_URL: panelApi })
  const child = spawn(
    process.execPath,
    [
      ...['--import', 'tsx', 'host-stub/shell/server/main.ts'],
      ...['--port', '0', '--api', api, '--remote', urls.remote],
      ...keys.flatMap(([key, value]) => ['--config', `${key}=${value}`]),
    ],
    { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
  )
  process.once('exit', () => child.kill('SIGKILL'))
  const url = await new Promise<string>((resolve, reject) => {
    let output = ''
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString()
      const ready = /Shell is ready: (\S+?)\/?\s/.exec(output)
      if (ready) resolve(ready[1]!)
    })
    child.once('exit', () => reject(new Error(`The shell ended before it was ready:\n${output}`)))
  })
  return {
    url,
    async signIn(page, role, path = '/dev-hotload') {
      await page.goto(`${url}${path}`)
      await page.getByTestId(`stub-sign-in-${role}`).click()
    },
    stop: () => void child.kill('SIGTERM'),
  }
}
