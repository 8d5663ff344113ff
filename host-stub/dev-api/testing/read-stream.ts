import { createParser } from 'eventsource-parser'
import { envelopeSchema, type Envelope } from '../../../contracts/index.ts'

export interface HeardEvent extends Envelope {
  id: string
  payload: Record<string, unknown>
}

/** Reads a response as an event stream; every wait ends with an event, never with time. */
export const readStream = (response: Response, close: () => void) => {
  const events: HeardEvent[] = []
  const waiters = new Set<() => void>()
  let raw = ''
  let over = false
  const parser = createParser({
    onEvent: ({ id = '', event, data }) => {
      const envelope = envelopeSchema.parse(JSON.parse(data))
      if (event !== envelope.type) throw new Error(`${event} is not ${envelope.type}`)
      events.push({ ...envelope, id, payload: envelope.payload as Record<string, unknown> })
    },
  })
  const wakeAll = () => waiters.forEach((wake) => wake())
  const pump = async () => {
    const decoder = new TextDecoder()
    for await (const bytes of response.body ?? []) {
      const text = decoder.decode(bytes as Uint8Array, { stream: true })
      raw += text
      parser.feed(text)
      wakeAll()
    }
  }
  const ended = pump()
    .catch(() => {})
    .finally(() => {
      over = true
      wakeAll()
    })

  const when = async <T>(look: () => T | undefined): Promise<T> => {
    for (;;) {
      const found = look()
      if (found !== undefined) return found
      if (over) throw new Error(`The stream is over. It said: ${raw}`)
      await new Promise<void>((resolve) => {
        const wake = () => {
          waiters.delete(wake)
          resolve()
        }
        waiters.add(wake)
      })
    }
  }

  return {
    response,
    events,
    ended,
    close,
    /** All text so far. */
    raw: () => raw,
    rawUntil: (text: string) => when(() => (raw.includes(text) ? raw : undefined)),
    /** The first `count` events. */
    take: (count: number) => when(() => (events.length >= count ? events.slice(0, count) : undefined)),
    /** All events up to the first that fits. */
    until: (fits: (event: HeardEvent) => boolean) =>
      when(() => {
        const index = events.findIndex(fits)
        return index < 0 ? undefined : events.slice(0, index + 1)
      }),
  }
}

export type HeardStream = ReturnType<typeof readStream>
