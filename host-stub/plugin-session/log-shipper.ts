import { createBoundedQueue } from './bounded-queue.ts'
import { pause, type Clock } from './clock.ts'
import type { Delivery, Persist } from './delivery.ts'
import type { LogLine } from './log-line.ts'

export interface LogShipperDeps {
  /** One attempt to hand over a batch; the same batch comes again with the same key. */
  send: (lines: readonly LogLine[], key: string) => Promise<Delivery<unknown>>
  persist: Persist
  clock: Clock
  newKey: () => string
  /** The server does not know the session any more; the shipper waits for `resume`. */
  onGone: (reason: string) => void
  /** Lines kept, beside the batch on its way, while they cannot be sent. @default 50000 */
  limit?: number
  /** Milliseconds in which lines gather into one batch. @default 100 */
  gatherMs?: number
  /** Lines of one batch. @default 1000 */
  batchLines?: number
}

interface Batch {
  key: string
  lines: LogLine[]
  /** Nothing in it but remarks about lost lines. */
  onlyNotes: boolean
}

// Half a megabyte of text a request stays below the usual body limits.
const BATCH_CHARS = 512 * 1024
const lineSize = (line: LogLine) => line.message.length + 128

/** Sends log lines in order and each once, through outages; starts silent until `resume`. */
export const createLogShipper = (deps: LogShipperDeps) => {
  const { send, persist, clock, newKey, onGone, limit = 50_000, gatherMs = 100, batchLines = 1000 } = deps
  const queue = createBoundedQueue<LogLine>(limit)
  const ended = new AbortController()
  const waiters = new Set<() => void>()
  let inFlight: Batch | null = null
  let running = false
  let paused = true
  let flushing = false
  let dropped = 0
  let refused = ''
  let cancelGathering: (() => void) | null = null

  const ownLine = (message: string, reloadSequence: number): LogLine => ({
    ts: new Date(clock.now()).toISOString(),
    level: 'warn',
    source: 'cli',
    message,
    reloadSequence,
  })

  const nextBatch = (): Batch | null => {
    const lines = queue.take({ count: batchLines, size: BATCH_CHARS, sizeOf: lineSize })
    const sequence = lines[0]?.reloadSequence ?? 0
    const notes: LogLine[] = []
    if (refused) notes.push(ownLine(refused, sequence))
    if (dropped > 0) {
      notes.push(ownLine(`${dropped} log lines were dropped here: too many waited for the Dev API`, sequence))
    }
    refused = ''
    dropped = 0
    if (lines.length + notes.length === 0) return null
    return { key: newKey(), lines: [...notes, ...lines], onlyNotes: lines.length === 0 }
  }

  const shipOne = async (batch: Batch): Promise<void> => {
    const result = await persist(() => send(batch.lines, batch.key), { signal: ended.signal })
    switch (result.kind) {
      case 'done':
        inFlight = null
        return
      case 'refused':
        // Sending it again cannot help; the lines behind it must not wait for ever.
        inFlight = null
        if (!batch.onlyNotes) refused = `${batch.lines.length} log lines were refused by the Dev API: ${result.reason}`
        return
      case 'gone':
        paused = true
        onGone(result.reason)
        return
      case 'abandoned':
        paused = true
    }
  }

  const run = async () => {
    if (running || paused) return
    running = true
    cancelGathering?.()
    cancelGathering = null
    do {
      inFlight ??= nextBatch()
      if (inFlight) await shipOne(inFlight)
    } while (!paused && (inFlight || queue.size() >= batchLines || (flushing && unsent() > 0)))
    running = false
    if (paused || unsent() === 0) waiters.forEach((wake) => wake())
    else gather()
  }

  const unsent = () => queue.size() + (inFlight?.lines.length ?? 0) + (refused ? 1 : 0)

  const gather = () => {
    if (running || paused || cancelGathering) return
    cancelGathering = clock.after(gatherMs, () => {
      cancelGathering = null
      void run()
    })
  }

  return {
    push(line: LogLine): void {
      if (queue.push(line)) dropped++
      gather()
    },
    /** Sends what has gathered; also after `onGone`, once there is a session again. */
    resume(): void {
      paused = false
      void run()
    },
    /** Lines that the server has not taken yet. */
    waiting: unsent,
    /** Resolves when all is sent, at the latest after `ms`; tells whether all is sent. */
    async flush(ms: number): Promise<boolean> {
      if (unsent() === 0 || paused) return unsent() === 0
      flushing = true
      const patience = new AbortController()
      const sent = new Promise<void>((resolve) => waiters.add(resolve))
      void run()
      await Promise.race([sent, pause(clock, ms, patience.signal)])
      patience.abort()
      waiters.clear()
      flushing = false
      return unsent() === 0
    },
    dispose(): void {
      paused = true
      cancelGathering?.()
      ended.abort()
    },
  }
}
