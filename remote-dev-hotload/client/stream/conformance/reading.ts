import { createFrameReader } from '../frames.ts'
import type { StreamFrame } from '../types.ts'

/** Everything that one connection brought. */
export interface Reading {
  readonly frames: StreamFrame[]
  readonly retries: number[]
  lastId: string
  oversized: number
}

export const toBytes = (input: string | Uint8Array): Uint8Array =>
  typeof input === 'string' ? new TextEncoder().encode(input) : input

/** Feeds chunks to a new reader; the connection stays open. */
export function read(chunks: Iterable<Uint8Array>, lastEventId = '', limit?: number): Reading {
  const reading: Reading = { frames: [], retries: [], lastId: lastEventId, oversized: 0 }
  const reader = createFrameReader(
    {
      onFrame: (frame) => reading.frames.push(frame),
      onId: (id) => (reading.lastId = id),
      onRetry: (ms) => reading.retries.push(ms),
      onOversize: () => reading.oversized++,
    },
    lastEventId,
    limit,
  )
  for (const chunk of chunks) reader.feed(chunk)
  return reading
}

/** Pieces of `size` bytes. */
export function* cutEvery(input: Uint8Array, size: number): Generator<Uint8Array> {
  for (let at = 0; at < input.length; at += size) yield input.subarray(at, at + size)
}

/** Two chunks, cut at every place there is. */
export function* everySplit(input: Uint8Array): Generator<[Uint8Array, Uint8Array]> {
  for (let at = 1; at < input.length; at++) yield [input.subarray(0, at), input.subarray(at)]
}

/** Chunks that end at these places, in any order; places beyond the end count from the start again. */
export function cutAt(input: Uint8Array, places: readonly number[]): Uint8Array[] {
  const cuts = [...new Set([0, ...places.map((place) => place % (input.length + 1)), input.length])]
  cuts.sort((a, b) => a - b)
  return cuts.slice(1).map((end, i) => input.subarray(cuts[i], end))
}

export function joinBytes(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
