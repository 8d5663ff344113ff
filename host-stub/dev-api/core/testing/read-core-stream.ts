import { onTestFinished } from 'vitest'
import type { CoreTestApi, Json } from './start-core-api.ts'

/** An open stream of the double; every wait ends with bytes, never with time. */
export const openCoreStream = async ({ base }: Pick<CoreTestApi, 'base'>, headers: Record<string, string>) => {
  const line = new AbortController()
  const response = await fetch(`${base}/api/v1/internal/dev/plugins/stream`, { headers, signal: line.signal })
  onTestFinished(() => line.abort())
  const reader = response.body!.getReader()
  const decoder = new TextDecoder()
  let raw = ''

  return {
    response,
    /** All bytes so far as text. */
    raw: () => raw,
    close: () => line.abort(),
    /** The events up to number `count`. */
    async take(count: number): Promise<{ type: string; sessionId: string; payload: Json }[]> {
      while (raw.split('\n\n').length - 1 < count) {
        const { done, value } = await reader.read()
        if (done) throw new Error(`The stream is over. It said: ${raw}`)
        raw += decoder.decode(value, { stream: true })
      }
      const frames = raw.split('\n\n').slice(0, count)
      return frames.map((frame) => JSON.parse(frame.replace(/^data: /, '')) as never)
    },
  }
}
