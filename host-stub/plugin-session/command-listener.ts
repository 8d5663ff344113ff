import { createParser } from 'eventsource-parser'
import { envelopeSchema, EVENT_ALIASES } from '../../contracts/index.ts'
import { pause, type Clock } from './clock.ts'
import { backoffMs } from './delivery.ts'
import { commandSchema, type CommandUpdate } from './dev-api-link.ts'

export interface CommandListenerDeps {
  sessionId: string
  open: (lastEventId: string | null, signal: AbortSignal) => Promise<Response>
  clock: Clock
  random: () => number
  onUpdate: (update: CommandUpdate) => void
  /** The server does not offer the stream for this session; the heartbeat tells whether the session is there. */
  onDoubt: () => void
}

// The server says something at least every 15 s; after three of these the line is dead.
const SILENCE_MS = 45_000
const LONGEST_WAIT_MS = 10_000

/** Reads one event's `data`; `null` when it says nothing about this session's commands. */
export const readCommand = (data: string, sessionId: string): CommandUpdate | null => {
  let value: unknown
  try {
    value = JSON.parse(data)
  } catch {
    return null
  }
  const envelope = envelopeSchema.safeParse(value)
  if (!envelope.success || envelope.data.sessionId !== sessionId) return null
  const type = EVENT_ALIASES[envelope.data.type] ?? envelope.data.type
  if (type === 'SessionTerminated') return { status: 'TERMINATED' }
  if (type !== 'SessionUpdated') return null
  const update = commandSchema.safeParse(envelope.data.payload)
  return update.success ? update.data : null
}

/** Listens to the panel through the event stream; reconnects until disposed. */
export const createCommandListener = (deps: CommandListenerDeps) => {
  const { sessionId, open, clock, random, onUpdate, onDoubt } = deps
  const ended = new AbortController()
  let lastEventId: string | null = null

  /** Answers whether the stream was open; rejects when the line breaks. */
  const listenOnce = async (): Promise<boolean> => {
    const line = new AbortController()
    const hangUp = () => line.abort()
    ended.signal.addEventListener('abort', hangUp, { once: true })
    let cancelSilence = clock.after(SILENCE_MS, hangUp)
    try {
      const answer = await open(lastEventId, line.signal)
      if (!answer.ok || !answer.body || !answer.headers.get('content-type')?.startsWith('text/event-stream')) {
        await answer.body?.cancel()
        onDoubt()
        return false
      }
      const parser = createParser({
        onEvent: ({ id, data }) => {
          lastEventId = id ?? lastEventId
          const update = readCommand(data, sessionId)
          if (update && !ended.signal.aborted) onUpdate(update)
        },
      })
      // The parser takes away one byte order mark itself, as the standard wants.
      const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
      for await (const bytes of answer.body) {
        cancelSilence()
        cancelSilence = clock.after(SILENCE_MS, hangUp)
        parser.feed(decoder.decode(bytes, { stream: true }))
      }
      return true
    } finally {
      cancelSilence()
      ended.signal.removeEventListener('abort', hangUp)
    }
  }

  const run = async () => {
    let failures = 0
    while (!ended.signal.aborted) {
      const wasOpen = await listenOnce().catch(() => false)
      failures = wasOpen ? 0 : failures + 1
      await pause(clock, backoffMs(failures, random, 200, LONGEST_WAIT_MS), ended.signal)
    }
  }

  return {
    start: () => void run(),
    dispose: () => ended.abort(),
  }
}
