// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { PARSER_CASES, type ParserCase } from './cases.ts'
import { OWN_CASES } from './own-cases.ts'
import { cutEvery, everySplit, read, toBytes, type Reading } from './reading.ts'

function check(reading: Reading, { events, retries, lastId }: ParserCase, cut: string): void {
  const seen = reading.frames.map(({ event, data, id }) => ({ event, data, id }))
  expect(seen, cut).toEqual(events.map((event) => ({ event: 'message', id: '', ...event })))
  if (retries) expect(reading.retries, cut).toEqual(retries)
  if (lastId !== undefined) expect(reading.lastId, cut).toBe(lastId)
  expect(reading.oversized, cut).toBe(0)
}

describe('the parser, by the standard', () => {
  it('covers every number of the list', () => {
    const numbers = new Set(PARSER_CASES.map(({ number }) => number))
    expect([...numbers]).toEqual(Array.from({ length: 23 }, (_, i) => `P${i + 1}`))
  })

  describe.each([...PARSER_CASES, ...OWN_CASES])('$number: $says', (one) => {
    const bytes = toBytes(one.input)

    it('whole', () => check(read([bytes]), one, 'whole'))

    it('byte by byte', () => check(read(cutEvery(bytes, 1)), one, 'byte by byte'))

    it('cut in two at every place, with an empty chunk between', () => {
      for (const [head, tail] of everySplit(bytes)) {
        check(read([head, new Uint8Array(), tail]), one, `cut after ${head.length}`)
      }
    })
  })

  it('P9: tells the id of a frame itself from the one that merely still holds', () => {
    const { frames } = read([toBytes('id:1\ndata:a\n\ndata:b\n\nid:\ndata:c\n\n')])
    expect(frames.map(({ ownId, id }) => [ownId, id])).toEqual([
      ['1', '1'],
      [null, '1'],
      ['', ''],
    ])
  })

  it('P10: carries the id over from the connection before', () => {
    expect(read([toBytes('data:a\n\n')], '41').frames).toMatchObject([{ id: '41', ownId: null }])
  })

  it('X12: a half-received block does not move the id, wherever the connection broke', () => {
    const block = toBytes('id:2\ndata:b\n')
    for (let length = 0; length <= block.length; length++) {
      const { frames, lastId } = read([toBytes('id:1\ndata:a\n\n'), block.subarray(0, length)])
      expect([frames.length, lastId], `broken after ${length}`).toEqual([1, '1'])
    }
  })
})
