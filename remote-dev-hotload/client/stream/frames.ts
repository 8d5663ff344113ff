import { createParser } from 'eventsource-parser'
import { createBlockGuard } from './block-guard.ts'
import type { StreamFrame } from './types.ts'

export interface FrameSink {
  onFrame(frame: StreamFrame): void
  /** The sticky last event id has changed, with or without an event. Told before the event of the same block. */
  onId(id: string): void
  /** The server's reconnection time in ms. */
  onRetry(ms: number): void
  /** An event outgrew the limit and was dropped; the next one is read as usual. */
  onOversize(): void
}

/** 4 × the largest event we accept, so that an oversized one is named instead of cut. In UTF-16 units. */
export const MAX_BLOCK = 1024 * 1024

/**
 * Bytes of one connection → frames, to the letter of the SSE standard.
 *
 * A block that is not ended by a blank line when the connection breaks is discarded with its id, so a
 * half-received event never moves the cursor. [spec: end of file]
 * @param lastEventId the sticky id carried over from the connection before
 * @param limit the largest event, UTF-16 units
 */
export function createFrameReader(
  sink: FrameSink,
  lastEventId = '',
  limit = MAX_BLOCK,
): { feed(bytes: Uint8Array): void } {
  // Drops exactly one byte order mark, also one that is cut in two. [spec: UTF-8 decode]
  const decoder = new TextDecoder('utf-8')
  let id = lastEventId
  const parser = createParser({
    // Told for each dispatched block, with or without data. [spec: dispatch, step 1]
    onId: (value) => {
      id = value
      sink.onId(id)
    },
    onEvent: (message) =>
      sink.onFrame({ id, ownId: message.id ?? null, event: message.event ?? 'message', data: message.data }),
    onRetry: (ms) => sink.onRetry(ms),
  })

  // The parser looks for a mark of its own, decoded or as bytes, and would drop a second one: an empty line ends its search.
  const prime = () => parser.feed('\n')
  prime()
  const guard = createBlockGuard(limit, {
    pass: parser.feed,
    cut() {
      parser.reset()
      prime()
      sink.onOversize()
    },
  })
  return {
    feed: (bytes) => guard.feed(decoder.decode(bytes, { stream: true })),
  }
}
