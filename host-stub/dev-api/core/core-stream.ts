import type { CoreEvent, Notifier } from './notifier.ts'

const STREAM_HEADERS = { 'content-type': 'text/event-stream', 'cache-control': 'no-cache', connection: 'keep-alive' }

const frame = (event: CoreEvent) => Buffer.from(`data: ${JSON.stringify(event)}\n\n`)

/** Open streams: unnamed `data:` lines and not a byte more, so a quiet stream looks like a dead one. */
export const createCoreStreams = (notifier: Notifier) => {
  const open = new Set<() => void>()

  return {
    open(): Response {
      let wake: (() => void) | null = null
      let ended = false
      const nudge = () => {
        wake?.()
        wake = null
      }
      const subscription = notifier.subscribe(nudge)
      const end = () => {
        ended = true
        subscription.end()
        open.delete(end)
        nudge()
      }
      open.add(end)
      const body = new ReadableStream<Uint8Array>(
        {
          async pull(controller) {
            let event = subscription.take()
            while (!event && !ended) {
              await new Promise<void>((resolve) => (wake = resolve))
              event = subscription.take()
            }
            if (event) controller.enqueue(frame(event))
            if (ended) controller.close()
          },
          cancel: end,
        },
        // What nobody reads must wait in the subscriber's own buffer and nowhere else.
        { highWaterMark: 0 },
      )
      return new Response(body, { headers: STREAM_HEADERS })
    },
    size: () => open.size,
    dispose: () => [...open].forEach((end) => end()),
  }
}

export type CoreStreams = ReturnType<typeof createCoreStreams>
