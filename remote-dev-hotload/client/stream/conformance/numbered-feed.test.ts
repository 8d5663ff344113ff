// @vitest-environment node
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createFakeClock } from '../../../tests/fake-clock.ts'
import { createNumberedServer, type Fate } from './numbered-server.ts'
import { scriptStream, until } from './scripted.ts'

interface Plan {
  last: number
  overlap: number
  chunkSize: number
  /** The fate of one connection after the other, and how much is pruned before it. */
  fates: readonly { fate: Fate; pruneTo: number }[]
  randoms: () => number
}

/** Ids in the order in which the consumer took them, an announced gap as a range; duplicates are counted apart. */
async function follow({ last, overlap, chunkSize, fates, randoms }: Plan) {
  const clock = createFakeClock()
  const { stream, next } = scriptStream(clock, { random: randoms })
  const server = createNumberedServer(last, overlap, chunkSize)
  const taken: (number | { from: number; to: number })[] = []
  let newest = 0
  let replayed = 0
  // The rule of the panel's feed: an id that was seen is a replay; after a gap the server may count anew.
  const seen = new Set<string>()
  stream.onFrame(({ ownId, event, data }) => {
    if (ownId !== null && seen.has(ownId)) return void replayed++
    if (event === 'StreamGap') {
      seen.clear()
      const gap = JSON.parse(data) as { from: number; to: number }
      taken.push(gap)
      newest = gap.to
    } else taken.push((newest = (JSON.parse(data) as { n: number }).n))
    if (ownId !== null) seen.add(ownId)
  })
  stream.start()
  for (const { fate, pruneTo } of fates) {
    const attempt = await next()
    server.pruneTo(pruneTo)
    server.answer(attempt, fate)
    await until(() => stream.status().name === 'waiting', 'the end of the connection')
    clock.advance(stream.status().nextAttemptAt! - clock.now())
  }
  server.answer(await next(), null)
  await until(() => newest === last, 'the last id')
  stream.stop()
  return { taken, replayed, timers: clock.pending() }
}

/**
 * Every id once, in order, itself or inside one gap. A gap may reach back over ids that came: the standard moves the
 * cursor with every id, so a replay that is cut leaves it at one of its first.
 */
function expectComplete(taken: readonly (number | { from: number; to: number })[], last: number): void {
  let expected = 1
  for (const one of taken) {
    if (typeof one === 'number') {
      if (one !== expected) throw new Error(`expected ${expected}, got ${one}`)
      expected++
    } else {
      if (one.from > expected) throw new Error(`expected ${expected}, got a gap from ${one.from}`)
      expected = Math.max(expected, one.to + 1)
    }
  }
  expect(expected).toBe(last + 1)
}

/** Doubles of fast-check crowd around zero; a cut is to fall anywhere. */
const share = fc.integer({ min: 0, max: 999 }).map((n) => n / 1_000)

const fate: fc.Arbitrary<Fate> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('cut' as const),
      share,
      clean: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('status' as const), status: fc.constantFrom(408, 429, 500, 503) }),
  },
  { weight: 1, arbitrary: fc.constantFrom<Fate>({ kind: 'refused' }, { kind: 'closed-at-once' }) },
)

describe('a numbered log over a network that breaks', () => {
  it('reaches the consumer whole: every id once and in order, or inside one announced gap', async () => {
    let gaps = 0
    let replays = 0
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          last: fc.integer({ min: 1, max: 60 }),
          overlap: fc.integer({ min: 0, max: 20 }),
          chunkSize: fc.constantFrom(1, 7, 64, 16_384),
          random: share,
          fates: fc.array(
            fc.record({
              fate,
              pruned: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(60) }),
            }),
            { maxLength: 8, size: 'max' },
          ),
        }),
        async ({ last, random, fates, ...rest }) => {
          const planned = fates.map(({ fate, pruned }) => ({ fate, pruneTo: Math.min(pruned, last - 1) }))
          const { taken, replayed, timers } = await follow({ ...rest, last, fates: planned, randoms: () => random })
          expectComplete(taken, last)
          expect(timers).toBe(0)
          gaps += taken.filter((one) => typeof one !== 'number').length
          replays += replayed
        },
      ),
      { numRuns: 300, seed: 20261123 },
    )
    expect(gaps).toBeGreaterThan(20)
    expect(replays).toBeGreaterThan(100)
  }, 30_000)

  it('reaches the consumer whole with 100 000 lines and 200 cuts', async () => {
    const last = 100_000
    const numbers = fc.sample(share, { numRuns: 200, seed: 20261123 })
    const fates = numbers.map((n, i): Plan['fates'][number] => ({
      // Small shares, so that the log lasts for all cuts.
      fate: i % 10 === 9 ? { kind: 'status', status: 503 } : { kind: 'cut', share: n / 100, clean: i % 2 === 0 },
      pruneTo: i === 150 ? 90_000 : 0,
    }))
    const { taken } = await follow({ last, overlap: 20, chunkSize: 1_460, fates, randoms: () => 0.5 })
    expectComplete(taken, last)
    expect(taken.filter((one) => typeof one !== 'number')).toHaveLength(1)
  }, 30_000)
})
