import { fileURLToPath } from 'node:url'
import { createCoreApi } from './core/create-core-api.ts'
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

const onCrash = (error: unknown, requestId?: string) =>
  console.error(`Unexpected failure${requestId ? ` in ${requestId}` : ''}:`, error)

const create = () => {
  const common = { tokenTtlS: options.tokenTtl, corsOrigins: options.corsOrigin, onCrash }
  switch (options.profile) {
    case 'core':
      return createCoreApi({ ...common, ttlMs: options.sessionTtl * 1000 })
    case 'gateway': {
      const timing = { terminateMs: options.terminateMs }
      const { db, heartbeatMs, targets } = options
      return createDevApi({ ...common, db, heartbeatMs, timing, targets, onUndelivered: (line) => console.error(line) })
    }
  }
}

const start = async () => {
  const api = create()
  const { port } = await api.listen(options.port, options.host)
  const stop = () => void api.dispose().then(() => process.exit(0))
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
  const host = options.host.includes(':') ? `[${options.host}]` : options.host
  console.log(`Dev API is ready: http://${host}:${port} (profile ${options.profile})`)
}

await start().catch((error: unknown) => giveUp(sentenceOf(error), 1))
