/** Finds a Chromium for the browser tests, and gets one where there is none: `node scripts/find-chromium.mjs [--install]`. */
import { spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']
const MAC = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]
const DOWNLOAD_PATIENCE_MS = 5 * 60_000
const INSTALL_PATIENCE_MS = 10 * 60_000

const canRun = (path) => {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

const ofPlaywright = () => {
  try {
    return [createRequire(import.meta.url)('@playwright/test').chromium.executablePath()]
  } catch {
    // Not installed (yet).
    return []
  }
}

/**
 * The path of a Chromium on this machine: a named one, Playwright's own, the system's; else `null`.
 * @param {Record<string, string | undefined>} env
 * @returns {string | null}
 */
export const findChromium = (env = process.env) => {
  const named = [env.DH_CHROMIUM, env.CHROMIUM_PATH].filter(Boolean)
  const folders = [...(env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/local/bin', '/snap/bin', '/opt/homebrew/bin']
  const system = NAMES.flatMap((name) => folders.filter(Boolean).map((folder) => join(folder, name)))
  return [...named, ...ofPlaywright(), ...system, ...MAC].find(canRun) ?? null
}

const attempt = (command, args, timeout) => spawnSync(command, args, { stdio: 'inherit', timeout }).status === 0
const has = (command) => spawnSync('sh', ['-c', `command -v ${command}`]).status === 0

/** Package managers and their words for it. */
const managers = [
  {
    name: 'apt-get',
    commands: [
      ['apt-get', 'update'],
      ['apt-get', 'install', '-y', 'chromium'],
    ],
    asRoot: true,
  },
  { name: 'dnf', commands: [['dnf', 'install', '-y', 'chromium']], asRoot: true },
  { name: 'apk', commands: [['apk', 'add', 'chromium']], asRoot: true },
  { name: 'brew', commands: [['brew', 'install', '--cask', 'chromium']], asRoot: false },
]

const installFromSystem = (say) => {
  const manager = managers.find(({ name }) => has(name))
  if (!manager) return
  const isRoot = process.getuid?.() === 0
  const prefix = manager.asRoot && !isRoot ? ['sudo', '-n'] : []
  if (prefix.length > 0 && spawnSync('sudo', ['-n', 'true']).status !== 0) return
  say(`Installing Chromium with ${manager.name} …`)
  for (const command of manager.commands) {
    const [program, ...args] = [...prefix, ...command]
    if (!attempt(program, args, INSTALL_PATIENCE_MS)) return
  }
}

const installFromPlaywright = (say) => {
  say("Downloading Playwright's Chromium …")
  const root = fileURLToPath(new URL('..', import.meta.url))
  attempt(
    process.execPath,
    [join(root, 'node_modules/@playwright/test/cli.js'), 'install', 'chromium'],
    DOWNLOAD_PATIENCE_MS,
  )
}

/**
 * Finds Chromium or installs it; `null` when neither works.
 * @param {(line: string) => void} say
 * @returns {string | null}
 */
export const ensureChromium = (say) => {
  for (const install of [() => {}, installFromPlaywright, installFromSystem]) {
    install(say)
    const found = findChromium()
    if (found) return found
  }
  return null
}

export const CHROMIUM_ADVICE =
  'There is no Chromium for the browser tests and none could be installed. Install Chromium or Chrome, or set CHROMIUM_PATH to one.'

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const found = process.argv.includes('--install') ? ensureChromium((line) => console.error(line)) : findChromium()
  if (found) console.log(found)
  else console.error(CHROMIUM_ADVICE)
  process.exitCode = found ? 0 : 1
}
