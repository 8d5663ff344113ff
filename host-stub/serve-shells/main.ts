import { readOptions } from '../shell/server/options.ts'
import { serveShell, SHELL_KINDS } from './serve-shell.ts'

const [name, ...args] = process.argv.slice(2)
const kind = SHELL_KINDS.find((known) => known === name)
if (kind === undefined) {
  console.error(`Name the shell first: ${SHELL_KINDS.join(' or ')}. "-- ${SHELL_KINDS[0]} --help" lists the options.`)
  process.exit(2)
}

try {
  const { url } = await serveShell(kind, readOptions(args, process.env))
  console.log(`Shell is ready: ${url}/`)
} catch (problem) {
  const { code, message } = problem as NodeJS.ErrnoException
  console.error(
    code === 'ENOENT'
      ? 'The Nuxt shell is not built yet: run "npm run build:shell-nuxt".'
      : `The shell could not start: ${message}`,
  )
  process.exit(1)
}
