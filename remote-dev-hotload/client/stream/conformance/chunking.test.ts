// @vitest-environment node
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createBlockGuard } from '../block-guard.ts'
import { MAX_BLOCK } from '../frames.ts'
import { anyStream } from './grammar.ts'
import { cutAt, cutEvery, read, toBytes } from './reading.ts'
import { readByTheBook } from './reference.ts'

const SEED = 20261123
const places = fc.array(fc.nat(10_000), { maxLength: 12, size: 'max' })

describe('the frame reader', () => {
  it('reads any stream as the standard says, however it is cut', () => {
    fc.assert(
      fc.property(anyStream, places, (stream, cuts) => {
        const book = readByTheBook(stream)
        expect(read([stream])).toEqual(book)
        expect(read(cutAt(stream, cuts))).toEqual(book)
        expect(read(cutEvery(stream, 1))).toEqual(book)
      }),
      { numRuns: 2_000, seed: SEED },
    )
  })

  it('drops the same oversized events, and only those, however the stream is cut', () => {
    let dropped = 0
    fc.assert(
      fc.property(anyStream, places, fc.integer({ min: 8, max: 24 }), (stream, cuts, limit) => {
        const book = readByTheBook(stream, limit)
        dropped += book.oversized
        expect(read([stream], '', limit)).toEqual(book)
        expect(read(cutAt(stream, cuts), '', limit)).toEqual(book)
        expect(read(cutEvery(stream, 1), '', limit)).toEqual(book)
      }),
      { numRuns: 1_000, seed: SEED },
    )
    expect(dropped).toBeGreaterThan(500)
  })

  it('takes any bytes without throwing', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400, size: 'max' }), places, (stream, cuts) => {
        expect(read(cutAt(stream, cuts))).toEqual(readByTheBook(stream))
      }),
      { numRuns: 2_000, seed: SEED },
    )
  })

  it('never lets the parser hold more than the limit, whatever comes', () => {
    const limit = 30
    fc.assert(
      fc.property(anyStream, places, (stream, cuts) => {
        let held = ''
        const guard = createBlockGuard(limit, {
          pass(text) {
            held = (held + text).split(/(?:\r\n|\r|\n){2}/).at(-1) ?? ''
            const kept = held
              .split(/\r\n|\r|\n/)
              .filter((line, i, all) => /^d/.test(line) || (/^[eir]/.test(line) && i === all.length - 1))
            expect(kept.join('').length).toBeLessThanOrEqual(limit)
          },
          cut: () => (held = ''),
        })
        for (const chunk of cutAt(stream, cuts)) guard.feed(new TextDecoder('latin1').decode(chunk))
      }),
      { numRuns: 2_000, seed: SEED },
    )
  })

  it('X8: drops a line of 8 MiB in chunks of 4 KiB, names it once and reads on behind it', () => {
    const huge = toBytes(`id:1\ndata:${'x'.repeat(8 * MAX_BLOCK)}\ndata:tail\n\nid:2\ndata:after\n\n`)
    const { frames, oversized, lastId } = read(cutEvery(huge, 4_096))
    expect(frames).toEqual([{ id: '2', ownId: '2', event: 'message', data: 'after' }])
    expect([oversized, lastId]).toEqual([1, '2'])
  })

  it('X8: passes each character on at most once, and none of a dropped line beyond the limit', () => {
    for (const size of [MAX_BLOCK / 2, 8 * MAX_BLOCK]) {
      const huge = `data:${'x'.repeat(size)}\n\n`
      let passed = 0
      const guard = createBlockGuard(MAX_BLOCK, { pass: (text) => (passed += text.length), cut: () => {} })
      for (let at = 0; at < huge.length; at += 4_096) guard.feed(huge.slice(at, at + 4_096))
      expect(passed).toBeLessThanOrEqual(Math.min(huge.length, MAX_BLOCK))
    }
  })

  it('X8: takes an event just below the limit and refuses the next larger one', () => {
    const event = (length: number) => toBytes(`data:${'x'.repeat(length)}\n\n`)
    const largest = MAX_BLOCK - 'data:'.length
    expect(read(cutEvery(event(largest), 4_096)).frames[0]?.data).toHaveLength(largest)
    expect(read(cutEvery(event(largest + 1), 4_096))).toMatchObject({ frames: [], oversized: 1 })
    expect(read([event(largest + 1)])).toMatchObject({ frames: [], oversized: 1 })
  })

  it('X8: does not take the rest of an oversized line, or of its event, for fields of the server', () => {
    const chunk = `data:${'x'.repeat(MAX_BLOCK)}`
    const rest = ['data: forged', '\nid: 99\nevent: forged\ndata: forged\n\n', 'data: real\n\n']
    const { frames, lastId } = read([chunk, ...rest].map(toBytes))
    expect(frames.map(({ data, event }) => [data, event])).toEqual([['real', 'message']])
    expect(lastId).toBe('')
  })

  it('X8: holds nothing of comments and unknown lines, however long or many', () => {
    const comments = toBytes(
      `data:a\n${': hb\n'.repeat(300_000)}:${'x'.repeat(MAX_BLOCK + 1)}\nx${'y'.repeat(MAX_BLOCK)}\n\n`,
    )
    expect(read(cutEvery(comments, 65_536))).toMatchObject({ oversized: 0, frames: [{ data: 'a' }] })
  })
})
