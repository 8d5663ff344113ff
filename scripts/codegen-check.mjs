/**
 * Proves that remote-dev-hotload/generated is what codegen would write now. Generates into a folder of its own,
 * so that nothing in the project changes: `node scripts/codegen-check.mjs [--against <folder>]`.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const GENERATED = 'remote-dev-hotload/generated/'
const root = fileURLToPath(new URL('..', import.meta.url))
const option = process.argv.indexOf('--against')
const committed = option > 0 ? resolve(process.argv[option + 1] ?? '') : join(root, GENERATED)

const readFolder = (folder) => {
  const names = existsSync(folder) ? readdirSync(folder, { recursive: true, withFileTypes: true }) : []
  const files = names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return new Map(files.map((file) => [file.slice(folder.length).replace(/^[\\/]/, ''), readFileSync(file, 'utf8')]))
}

const generate = (folder) => {
  const config = readFileSync(join(root, 'codegen.yml'), 'utf8')
  if (!config.includes(GENERATED)) throw new Error(`codegen.yml does not write to ${GENERATED}`)
  const path = join(folder, 'codegen.yml')
  const output = join(folder, 'generated')
  writeFileSync(path, config.replace(GENERATED, `${output}/`))
  const program = join(root, 'node_modules/.bin/graphql-codegen')
  const run = spawnSync(program, ['--config', path], { cwd: root, encoding: 'utf8' })
  if (run.status === 0) return readFolder(output)
  console.error(`Codegen failed:\n${run.stdout ?? ''}${run.stderr ?? run.error ?? ''}`)
  return null
}

const home = join(root, '.dev-hotload')
mkdirSync(home, { recursive: true })
const folder = mkdtempSync(join(home, 'codegen-'))
try {
  const now = generate(folder)
  const before = readFolder(committed)
  const names = new Set([...(now ?? before).keys(), ...before.keys()])
  const stale = now === null ? [] : [...names].filter((name) => now.get(name) !== before.get(name)).sort()
  if (stale.length > 0) console.error(`Generated files are stale: run npm run codegen\n  ${stale.join('\n  ')}`)
  process.exitCode = now === null || stale.length > 0 ? 1 : 0
} finally {
  rmSync(folder, { recursive: true, force: true })
}
