import { spawn } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { installReason } from '../../scripts/setup/dependencies.mjs'
import { sourceHash } from '../../scripts/start/builds.ts'

const FOLDER = fileURLToPath(new URL('../shell-nuxt', import.meta.url))
const BUILT_FROM = join(FOLDER, 'dist', 'built-from')
const SOURCES = ['app', 'public', 'nuxt.config.ts', 'package.json', 'package-lock.json']
const LAST_WORDS = 8_000

/** Runs npm quietly in the shell's folder; rejects with its last words. */
const npm = (...args: string[]) =>
  new Promise<void>((resolve, reject) => {
    const child = spawn('npm', args, {
      cwd: FOLDER,
      env: { ...process.env, NUXT_TELEMETRY_DISABLED: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-LAST_WORDS)))
    }
    child.once('error', reject)
    child.once('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`npm ${args.join(' ')} failed:\n${said}`)),
    )
  })

const isBuilt = (sources: string) => existsSync(BUILT_FROM) && readFileSync(BUILT_FROM, 'utf8') === sources

/** Installs and builds the Nuxt shell, whose packages are its own, unless that was done for the sources that are there. */
export async function buildNuxtShell(say: (line: string) => void): Promise<void> {
  const sources = sourceHash(FOLDER, SOURCES)
  if (isBuilt(sources)) return
  const reason = installReason(FOLDER)
  if (reason !== null) {
    say(`Installing the packages of the Nuxt shell, ${reason} …`)
    await npm('ci', '--no-audit', '--no-fund')
  }
  say('Building the Nuxt shell …')
  await npm('run', '--silent', 'build')
  writeFileSync(BUILT_FROM, sources)
}
