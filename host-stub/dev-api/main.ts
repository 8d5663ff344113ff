import { fileURLToPath } from 'node:url'
import { createDevApi } from './create-dev-api.ts'
import { readOptions } from './options.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

const options = readOptions(process.argv.slice(2), process.env, ROOT)

const giveUp = (sentence: string, code: number): never => {
  console.error(sentence)
  process.exit(code)
}

const sentenceOf = (error: unknown): string => {
  const code = error instanceof Error && 'code' in error ? error.code : null
  const place = `${options.host}:${options.port}`
  if (code === 'EADDRINUSE') return `The Dev API cannot start: ${place} is in use. Choose another one with --port.`
  if (code === 'EACCES') return `The Dev API cannot start: it may not listen at ${place}.`
  return `The Dev API cannot start: ${error instanceof Error ? error.message : String(error)}`
}

if (options.profile === 'core') giveUp('The profile core is not built yet; start with --profile gateway.', 2)

const start = async () => {
  const api = createDevApi({
    db: options.db,
    tokenTtlS: options.tokenTtl,
    heartbeatMs: options.heartbeatMs,
    corsOrigins: options.corsOrigin,
    timing: { terminateMs: options.terminateMs },
    onCrash: (error, requestId) => console.error(`Unexpected failure${requestId ? ` in ${requestId}` : ''}:`, error),
  })
  const { port } = await api.listen(options.port, options.host)
  const stop = () => void api.dispose().then(() => process.exit(0))
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
  const host = options.host.includes(':') ? `[${options.host}]` : options.host
  console.log(`Dev API is ready: http://${host}:${port} (profile gateway)`)
}

await start().catch((error: unknown) => giveUp(sentenceOf(error), 1))
