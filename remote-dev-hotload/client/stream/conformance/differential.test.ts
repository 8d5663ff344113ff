// @vitest-environment node
import { EventSource } from 'eventsource'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { anyStream } from './grammar.ts'
import { EVENT_STREAM, serve, type Loopback } from './loopback.ts'
import { cutAt, read, toBytes } from './reading.ts'

/** An event as both sides can tell it; the id is the event's own. */
type Told = readonly [type: string, data: string, id: string]

let served: readonly Uint8Array[] = []
let server: Loopback

beforeAll(async () => {
  server = await serve((_, response) => {
    response.writeHead(200, EVENT_STREAM)
    for (const chunk of served) response.write(chunk)
    response.end()
  })
})

afterAll(() => server.close())

/** Everything that the `eventsource` package makes of these chunks, until the connection ends. */
function readElsewhere(chunks: readonly Uint8Array[]): Promise<Told[]> {
  served = chunks
  const told: Told[] = []
  return new Promise((resolve) => {
    const source = new EventSource(server.url, { fetch: (url, init) => fetch(url, init) })
    // Instead of a listener for each type: types are whatever the stream says.
    source.dispatchEvent = (event) => {
      if (event instanceof MessageEvent) told.push([event.type, event.data as string, event.lastEventId])
      if (event.type === 'error' && !(event instanceof MessageEvent)) {
        source.close()
        resolve(told)
      }
      return true
    }
  })
}

const ours = (chunks: readonly Uint8Array[]): Told[] =>
  read(chunks).frames.map(({ event, data, ownId }) => [event, data, ownId ?? ''])

/**
 * The one thing that the other side is known not to do (P19): its parser, 3.x, waits with a line that ends in CR for
 * what comes next. So a comment comes next.
 */
const lastLine = toBytes('\n:\n')

describe('our reader and the package eventsource', () => {
  it('tell the same events, types and ids of any stream', async () => {
    let events = 0
    await fc.assert(
      fc.asyncProperty(anyStream, fc.array(fc.nat(10_000), { maxLength: 4 }), async (stream, cuts) => {
        const chunks = [...cutAt(stream, cuts), lastLine]
        const told = ours(chunks)
        events += told.length
        expect(await readElsewhere(chunks)).toEqual(told)
      }),
      { numRuns: 600, seed: 20261123 },
    )
    expect(events).toBeGreaterThan(1_000)
  }, 30_000)
})
