import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

export interface Chromium {
  readonly port: number
  /** Folder for downloads, gone with the browser. */
  readonly downloads: string
  close(): Promise<void>
}

const PATIENCE_MS = 20_000
const ARGS = [
  '--headless=new',
  '--remote-debugging-port=0',
  '--window-size=1440,900',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-extensions',
  '--disable-sync',
  '--disable-background-networking',
  '--disable-component-update',
  '--mute-audio',
  // The page is the only one; nothing may decide that it is in the background.
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
  // One renderer, so that its memory can be told.
  '--disable-features=SpareRendererForSitePerProcess,Translate,MediaRouter',
]

/** A browser of its own with a fresh profile. Rejects when it does not start. */
export async function startChromium(path: string): Promise<Chromium> {
  const profile = mkdtempSync(join(tmpdir(), 'dh-bench-'))
  // Chromium refuses its sandbox to root, as containers often are.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const child = spawn(path, [...ARGS, ...sandbox, `--user-data-dir=${profile}`, 'about:blank'], {
    stdio: 'ignore',
    detached: true,
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const signal = (name: NodeJS.Signals) => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, name)
    } catch {
      // Gone already.
    }
  }
  const onExit = () => signal('SIGKILL')
  process.once('exit', onExit)

  async function close(): Promise<void> {
    signal('SIGTERM')
    await Promise.race([ended, sleep(3_000)])
    signal('SIGKILL')
    await ended
    process.off('exit', onExit)
    rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }

  const told = join(profile, 'DevToolsActivePort')
  for (const begun = Date.now(); Date.now() - begun < PATIENCE_MS; await sleep(50)) {
    const port = existsSync(told) ? Number(readFileSync(told, 'utf8').split('\n')[0]) : 0
    if (port > 0) return { port, downloads: join(profile, 'downloads'), close }
  }
  await close()
  throw new Error(`Chromium did not start: ${path}`)
}
