import type { Pack } from './segment-strings.ts'

/** What of the browser is used to pack; a test brings its own. */
export interface PackEnv {
  readonly CompressionStream?: typeof CompressionStream
  readonly requestIdleCallback?: typeof requestIdleCallback
}

/** Busy panels have no idle moments, and what waits for one is not packed. */
const IDLE_WITHIN_MS = 500

/** Packs with the browser's own deflate, in its idle moments; null where it has none. */
export function createNativePack(env: PackEnv): Pack | null {
  const { CompressionStream: Stream, requestIdleCallback: whenIdle } = env
  if (!Stream) return null
  try {
    // Some browsers know `gzip` only, and say so when they are asked.
    new Stream('deflate-raw')
  } catch {
    return null
  }
  return async (bytes) => {
    if (whenIdle)
      await new Promise<void>((done) => void whenIdle.call(globalThis, () => done(), { timeout: IDLE_WITHIN_MS }))
    const { readable, writable } = new Stream('deflate-raw')
    const writer = writable.getWriter()
    const written = Promise.all([writer.write(bytes as BufferSource), writer.close()])
    const [packed] = await Promise.all([readAll(readable.getReader()), written])
    return packed
  }
}

async function readAll(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let length = 0
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    parts.push(part.value)
    length += part.value.length
  }
  const all = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}
