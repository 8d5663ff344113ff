import { SESSION_ID, TENANT_ID } from './identity.ts'
import type { PoolLine } from './line-pool.ts'

/** A word that stands in one line of a thousand, for searches. */
export const RARE_WORD = 'checkpoint'
export const RARE_EVERY = 1_000

/** Number and moment of writing lead each message, so that a reader of the screen can tell what it sees. */
const stamp = (seq: number, at: number): string =>
  `#${seq} @${at.toFixed(1)} ${seq % RARE_EVERY === 0 ? `${RARE_WORD} ` : ''}`

export interface Encoder {
  /** One `LogEntry` event a line. */
  entry(seq: number, at: number): string
  /** One `LogBatch` event for lines `from` … `to` - 1. */
  batch(from: number, to: number, at: number): string
  /** The same line as plain text, for pages that know nothing of the contract. */
  plain(seq: number, at: number): string
}

const idOf = (seq: number): string => String(seq).padStart(12, '0')

/** Lines → text/event-stream. What does not change with the number is encoded once. */
export function createEncoder(pool: readonly PoolLine[]): Encoder {
  const heads = pool.map(({ level, source }) => `"level":"${level}","source":"${source}","message":"`)
  const tails = pool.map(
    ({ text }) => `${JSON.stringify(text).slice(1, -1)}","fields":null,"reloadSequence":null,"traceId":null}`,
  )
  const payload = (seq: number, iso: string, at: number): string => {
    const index = seq % pool.length
    return `{"logId":"${idOf(seq)}","ts":"${iso}",${heads[index]}${stamp(seq, at)}${tails[index]}`
  }
  const envelope = (id: number, type: string, iso: string, body: string): string =>
    `id: ${idOf(id)}\nevent: ${type}\ndata: {"type":"${type}","sessionId":"${SESSION_ID}","tenantId":"${TENANT_ID}",` +
    `"ts":"${iso}","payload":${body}}\n\n`
  const isoOf = (at: number) => new Date(at).toISOString()
  return {
    entry(seq, at) {
      const iso = isoOf(at)
      return envelope(seq, 'LogEntry', iso, payload(seq, iso, at))
    },
    batch(from, to, at) {
      const iso = isoOf(at)
      const entries = Array.from({ length: to - from }, (_, i) => payload(from + i, iso, at))
      return envelope(to - 1, 'LogBatch', iso, `{"entries":[${entries.join(',')}]}`)
    },
    plain(seq, at) {
      const { level, source, text } = pool[seq % pool.length]!
      return `id: ${idOf(seq)}\ndata: ${isoOf(at).slice(11, 23)} ${level.toUpperCase()} ${source} ${stamp(seq, at)}${text}\n\n`
    },
  }
}
