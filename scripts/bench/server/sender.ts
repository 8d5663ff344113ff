import type { Encoder } from './frames.ts'
import type { Tick } from './messages.ts'
import type { Readers } from './readers.ts'

export interface SenderDeps {
  encoder: Encoder
  readers: Pick<Readers, 'has' | 'write'>
  now: () => number
  onFull: () => void
}

export interface SendOrder {
  /** Lines a second. */
  rate: number
  /** Lines travel in `LogBatch` events instead of one event each. */
  batch: boolean
  /** Stops by itself after so many lines. */
  limit: number | null
}

export interface Sender {
  readonly sent: number
  readonly ticks: Tick[]
  start(order: SendOrder): void
  stop(): void
  reset(): void
}

/** Well under the 10 ms that a line may wait for its turn. */
const TICK_MS = 4
const BATCH_LINES = 500
/** After a pause of the whole process the backlog is sent in portions, not in one burst. */
const MOST_PER_TICK = 5_000

/** Lines that are due `elapsed` ms after the start, at most `limit`. */
export const dueLines = (elapsed: number, { rate, limit }: Pick<SendOrder, 'rate' | 'limit'>): number =>
  Math.min(Math.floor((elapsed * rate) / 1_000), limit ?? Infinity)

/** Sends lines at a rate; a late tick catches up, so the rate holds over time. */
export function createSender({ encoder, readers, now, onFull }: SenderDeps): Sender {
  let next = 1
  let timer: NodeJS.Timeout | null = null
  let ticks: Tick[] = []

  function write(to: number, at: number, batch: boolean): void {
    const from = next
    next = to
    ticks.push([from, at])
    // Encoded without readers too: the empty page shares the processor with the same sender as the others.
    if (readers.has('contract') || !readers.has('plain')) readers.write('contract', contractText(from, to, at, batch))
    if (!readers.has('plain')) return
    let text = ''
    for (let seq = from; seq < to; seq++) text += encoder.plain(seq, at)
    readers.write('plain', text)
  }

  function contractText(from: number, to: number, at: number, batch: boolean): string {
    let text = ''
    if (batch)
      for (let seq = from; seq < to; seq += BATCH_LINES) text += encoder.batch(seq, Math.min(seq + BATCH_LINES, to), at)
    else for (let seq = from; seq < to; seq++) text += encoder.entry(seq, at)
    return text
  }

  function stop(): void {
    if (timer !== null) clearInterval(timer)
    timer = null
  }

  return {
    get sent() {
      return next - 1
    },
    get ticks() {
      return ticks
    },
    start(order) {
      stop()
      const begun = now()
      const first = next
      timer = setInterval(() => {
        const at = now()
        const due = first + dueLines(at - begun, order)
        if (due > next) write(Math.min(due, next + MOST_PER_TICK), at, order.batch)
        if (order.limit === null || next - first < order.limit) return
        stop()
        onFull()
      }, TICK_MS)
    },
    stop,
    reset() {
      stop()
      next = 1
      ticks = []
    },
  }
}
