import { joinBytes } from './reading.ts'
import type { Attempt } from './scripted.ts'

/** How one connection goes. Shares are of what the server has to send. */
export type Fate =
  | { kind: 'refused' }
  | { kind: 'closed-at-once' }
  | { kind: 'status'; status: 408 | 429 | 500 | 503 }
  /** Cut after a share of the bytes, anywhere, with a clean end or a reset. */
  | { kind: 'cut'; share: number; clean: boolean }

/** A log with numbers for ids, from which old entries disappear. */
export interface NumberedServer {
  /** Everything up to and with this id is gone. */
  pruneTo(id: number): void
  /** Plays the fate of one request; null sends everything and stays open. */
  answer(attempt: Attempt, fate: Fate | null): void
}

const frame = (id: number) =>
  `id: ${id}\nevent: LogEntry\ndata: {"n":${id},"m":"ü🚀"}\n\n${id % 50 === 0 ? ': hb\n\n' : ''}`

/** @param overlap how many entries before the cursor are sent again */
export function createNumberedServer(last: number, overlap: number, chunkSize = 16_384): NumberedServer {
  const encoder = new TextEncoder()
  const encoded = Array.from({ length: last }, (_, i) => encoder.encode(frame(i + 1)))
  const log = joinBytes(encoded)
  /** Where the entry of an id begins, by id. */
  const starts = [0, 0]
  for (const entry of encoded) starts.push(starts.at(-1)! + entry.length)
  let prunedTo = 0

  function script(cursor: number): Uint8Array {
    const isGap = cursor < prunedTo
    const from = isGap ? prunedTo + 1 : Math.max(prunedTo + 1, cursor + 1 - overlap)
    const gap = isGap ? `id: ${prunedTo}\nevent: StreamGap\ndata: {"from":${cursor + 1},"to":${prunedTo}}\n\n` : ''
    return joinBytes([encoder.encode(`: welcome\n\n${gap}`), log.subarray(starts[from])])
  }

  return {
    pruneTo(id) {
      prunedTo = Math.max(prunedTo, id)
    },
    answer(attempt, fate) {
      if (fate?.kind === 'refused') return attempt.fail()
      if (fate?.kind === 'status') return attempt.answer(fate.status)
      const body = attempt.open()
      if (fate?.kind === 'closed-at-once') return body.end()
      const whole = script(Number(attempt.headers.get('last-event-id') ?? '0'))
      const sent = fate === null ? whole : whole.subarray(0, Math.floor(whole.length * fate.share))
      for (let at = 0; at < sent.length; at += chunkSize) body.send(sent.subarray(at, at + chunkSize))
      if (fate === null) return
      if (fate.clean) return body.end()
      // What was sent before a reset still arrives: the answer is broken only after it has been read.
      setImmediate(() => setImmediate(body.reset))
    },
  }
}
