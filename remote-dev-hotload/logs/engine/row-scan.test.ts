import { describe, expect, it } from 'vitest'
import { createLogView } from './create-log-view.ts'
import { createLogBuffer } from './log-buffer.ts'
import { noFilter } from './log-filter.ts'
import type { LogRows } from './log-rows.ts'
import type { LogSegment } from './log-segment.ts'
import { createHandLoop } from './testing/hand-loop.ts'
import { line } from './testing/rows.ts'

/** Counts how many texts are read between two looks at the clock. */
function watched(rows: LogRows) {
  let reads = 0
  let characters = 0
  const most = { reads: 0, characters: 0 }
  const watchedTexts = (texts: readonly string[]) =>
    new Proxy(texts, {
      get(target, key) {
        const value: unknown = Reflect.get(target, key)
        if (typeof value === 'string') {
          reads++
          characters += value.length
        }
        return value
      },
    })
  return {
    rows: new Proxy(rows, {
      get(target, key) {
        if (key !== 'segments') return Reflect.get(target, key) as unknown
        return () =>
          target.segments().map((segment): LogSegment => {
            const { start, count, ts, rank, source, session, reload, fingerprint } = segment
            const fields = () => segment.fields()
            const texts = () => watchedTexts(segment.texts())
            return { ...segment, start, count, ts, rank, source, session, reload, fingerprint, fields, texts }
          })
      },
    }),
    most,
    look() {
      most.reads = Math.max(most.reads, reads)
      most.characters = Math.max(most.characters, characters)
      reads = 0
      characters = 0
    },
  }
}

async function mostBetweenLooks(message: string, count: number, isFolded: boolean) {
  const buffer = createLogBuffer(100_000)
  buffer.append(Array.from({ length: count }, () => line(message)))
  const { rows, most, look } = watched(buffer)
  const hand = createHandLoop(0.1)
  const loop = {
    ...hand,
    now() {
      look()
      return hand.now()
    },
  }
  const view = createLogView({ buffer: rows, loop })
  view.setFold(isFolded)
  await view.setFilter({ ...noFilter, text: 'nothing', exclude: 'more' })
  hand.drain()
  look()
  expect(view.search).toBeNull()
  return most
}

describe('looking through a log', () => {
  it.each([true, false])(
    'reads a bounded number of lines before it looks at the clock again, folds %s',
    async (isFolded) => {
      const most = await mostBetweenLooks('x'.repeat(250), 5_000, isFolded)
      expect(most.reads).toBeGreaterThan(50)
      expect(most.reads).toBeLessThan(1_000)
    },
  )

  it('looks at the clock after a few very long lines', async () => {
    const most = await mostBetweenLooks('x'.repeat(60_000), 40, false)
    expect(most.characters).toBeLessThan(60_000 * 10)
  })
})
