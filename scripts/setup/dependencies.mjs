import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const read = (path) => (existsSync(path) ? readFileSync(path, 'utf8') : null)
const hashOf = (text) => createHash('sha256').update(text).digest('hex')
const rememberedPath = (root) => join(root, 'node_modules', '.dev-hotload-lock')

/** npm's own record of an installation has every package of the lock, in its version; other platforms' are optional. */
const isInstalled = (lockText, recordText) => {
  const wanted = JSON.parse(lockText).packages ?? {}
  const there = JSON.parse(recordText).packages ?? {}
  return Object.entries(wanted).every(
    ([path, { version, optional }]) => path === '' || optional || there[path]?.version === version,
  )
}

/**
 * Why the dependencies must be installed; `null` when they are as the lock says.
 * @param {string} root the project's folder
 */
export const installReason = (root) => {
  const lock = read(join(root, 'package-lock.json'))
  if (!existsSync(join(root, 'node_modules'))) return 'they are missing'
  if (lock === null) return null
  if (read(rememberedPath(root))?.trim() === hashOf(lock)) return null
  const record = read(join(root, 'node_modules', '.package-lock.json'))
  // Somebody may have installed by hand: then there is nothing to do but to remember it.
  return record !== null && isInstalled(lock, record) ? null : 'package-lock.json has changed'
}

const remember = (root) => {
  const lock = read(join(root, 'package-lock.json'))
  if (lock !== null) writeFileSync(rememberedPath(root), `${hashOf(lock)}\n`)
}

/** Runs npm quietly; answers its last words when it fails, else `null`. */
const npm = (root, args) =>
  new Promise((resolve) => {
    const cli = process.env.npm_execpath
    const command = cli?.endsWith('.js') ? [process.execPath, cli] : ['npm']
    const child = spawn(command[0], [...command.slice(1), ...args, '--no-audit', '--no-fund'], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let said = ''
    const hear = (chunk) => (said = (said + chunk).slice(-4000))
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.once('error', (error) => resolve(error.message))
    child.once('close', (code) => resolve(code === 0 ? null : said.trim()))
  })

/**
 * Brings node_modules to what package-lock.json says. Ends the process when that cannot be done.
 * @param {{ root: string, step: <T>(title: string, work: () => Promise<T>) => Promise<T>, say: (line: string) => void }} deps
 */
export const ensureDependencies = async ({ root, step, say }) => {
  const reason = installReason(root)
  if (reason) {
    const failure = await step(`Installing dependencies, ${reason} (about a minute)`, async () => {
      const complaint = await npm(root, ['ci'])
      if (complaint === null) return null
      say('  npm ci did not work here; trying npm install')
      const second = await npm(root, ['install'])
      return second === null ? null : `${complaint}\n\n${second}`
    })
    if (failure !== null) {
      say(`The dependencies could not be installed:\n${failure}`)
      process.exit(1)
    }
  }
  remember(root)
}
