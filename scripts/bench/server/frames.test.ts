import { describe, expect, it } from 'vitest'
import { createEncoder, RARE_EVERY, RARE_WORD } from './frames.ts'
import { createLinePool } from './line-pool.ts'

const pool = createLinePool(500, 7)
const encoder = createEncoder(pool)
const at = 1_700_000_000_123.4

const bodyOf = (frame: string): unknown => JSON.parse(/^data: (.*)$/m.exec(frame)![1]!)

describe('the lines', () => {
  it('are the same in every run', () => {
    expect(createLinePool(500, 7)).toEqual(pool)
  })

  it('have 120 to 400 characters, and never the letter that no search may find', () => {
    for (const { text } of pool) {
      expect(text.length).toBeGreaterThanOrEqual(120)
      expect(text.length).toBeLessThanOrEqual(400)
      expect(text).not.toContain('~')
    }
  })

  it('are coloured now and then', () => {
    const coloured = pool.filter(({ text }) => text.startsWith('\x1b['))
    expect(coloured.length).toBeGreaterThan(20)
    expect(coloured.length).toBeLessThan(120)
  })
})

describe('the encoder', () => {
  it('writes a log event whose message tells its number and moment', () => {
    const body = bodyOf(encoder.entry(42, at))
    expect(body).toMatchObject({ type: 'LogEntry', payload: { logId: '000000000042', level: pool[42]!.level } })
    expect(body).toHaveProperty('payload.message', `#42 @1700000000123.4 ${pool[42]!.text}`)
  })

  it('puts a run of lines into one batch under one id', () => {
    const frame = encoder.batch(10, 13, at)
    expect(frame).toMatch(/^id: 000000000012\nevent: LogBatch\n/)
    const { payload } = bodyOf(frame) as { payload: { entries: { logId: string }[] } }
    expect(payload.entries.map(({ logId }) => Number(logId))).toEqual([10, 11, 12])
  })

  it('writes the same line as one line of text', () => {
    expect(encoder.plain(42, at)).toBe(
      `id: 000000000042\ndata: 22:13:20.123 ${pool[42]!.level.toUpperCase()} ${pool[42]!.source} #42 @1700000000123.4 ${pool[42]!.text}\n\n`,
    )
  })

  it('puts the rare word into one line of a thousand', () => {
    const rare = Array.from({ length: 3_000 }, (_, seq) => seq + 1).filter((seq) =>
      encoder.plain(seq, at).includes(RARE_WORD),
    )
    expect(rare).toEqual([RARE_EVERY, 2 * RARE_EVERY, 3 * RARE_EVERY])
  })
})
