/**
 * The place where a plugin's bundle runs: `node sandbox.mjs <bundle>`. What the plugin prints leaves as JSON
 * lines, so that the level of `console.warn` is not lost; a plugin's own JSON lines pass as they are.
 */
import { writeSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { format, formatWithOptions } from 'node:util'

const print = (line) => process.stdout.write(`${line}\n`)

const isJsonLine = (text) => {
  if (!text.startsWith('{')) return false
  try {
    return typeof JSON.parse(text).level !== 'undefined'
  } catch {
    return false
  }
}

const speak =
  (level) =>
  (...args) => {
    const msg = formatWithOptions({ colors: false, depth: 6 }, ...args)
    print(isJsonLine(msg) ? msg : JSON.stringify({ level, msg }))
  }

const levels = { trace: 'trace', debug: 'debug', log: 'info', info: 'info', warn: 'warn', error: 'error' }
for (const [method, level] of Object.entries(levels)) console[method] = speak(level)

/** Written at once: the process ends before a queued write would leave. */
const die = (error) => {
  const msg = error instanceof Error ? (error.stack ?? error.message) : format(error)
  writeSync(1, `${JSON.stringify({ level: 'error', msg, uncaught: true })}\n`)
  process.exit(1)
}
process.on('uncaughtException', die)
process.on('unhandledRejection', die)

let stop
process.on('SIGTERM', () => {
  // A plugin that takes its time is ended by the session two seconds later.
  Promise.resolve(typeof stop === 'function' ? stop() : undefined).then(() => process.exit(0), die)
})

// The session is gone without a word (killed): nobody is left to listen.
process.on('disconnect', () => process.exit(0))

const plugin = await import(pathToFileURL(process.argv[2]).href)
const start = plugin.start ?? plugin.default?.start
if (typeof start === 'function') stop = await start()

process.send?.('up')
// The channel must not keep a plugin alive that has nothing more to do.
process.channel?.unref()
