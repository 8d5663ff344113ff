import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exportWriter, EXPORT_FORMATS } from './export-format.ts'
import { CSV_COLUMNS, formulaSafe } from './format-csv.ts'
import { gapOf, headerOf, lineOf, markOf, reloadOf } from './testing/samples.ts'

/** RFC 4180 by the letter, as a reader that is not ours. */
function parseCsv(text: string): string[][] {
  const records: string[][] = [[]]
  let at = text.startsWith('\ufeff') ? 1 : 0
  while (at < text.length) {
    let cell = ''
    if (text[at] === '"') {
      for (at++; text[at] !== '"' || text[at + 1] === '"'; at++) {
        if (at >= text.length) throw new Error('An open quote.')
        cell += text[at]
        if (text[at] === '"') at++
      }
      at++
    } else {
      while (at < text.length && text[at] !== ',' && text[at] !== '\r') {
        if (text[at] === '"') throw new Error('A quote in a bare cell.')
        cell += text[at++]
      }
    }
    records.at(-1)!.push(cell)
    if (text[at] === ',') at++
    else if (text.startsWith('\r\n', at)) {
      at += 2
      records.push([])
    } else throw new Error(`Neither a comma nor a line end at ${at}.`)
  }
  return records.slice(0, -1)
}

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({
    unit: fc.constantFrom(...'=+-@\t\r\n;,"\' ＝＋－＠﹦a1|!\u00a0\u200b\u2028\u202e\x1b\x00#—'),
    maxLength: 20,
  }),
)
const seed = { seed: 4, numRuns: 2_000 }
const csv = exportWriter('csv')
const jsonl = exportWriter('jsonl')
const txt = exportWriter('txt')
const objects = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)

describe('every format', () => {
  it('says in its header what the file is and by which record, and in its footer that it is whole', () => {
    for (const format of EXPORT_FORMATS) {
      const header = exportWriter(format).header(headerOf())
      for (const word of ['Dev Hotload', 'audit-1', 'filtered', 's-1', '2026-01-05T10:15:00.000Z', 'warn and above']) {
        expect([format, header]).toEqual([format, expect.stringContaining(word)])
      }
      expect(header).toMatch(/masked/)
      const footer = exportWriter(format).footer({ lines: 3, gone: 2, resumedAs: ['audit-2'] })
      expect([format, footer]).toEqual([format, expect.stringMatching(/complete[\s\S]*3[\s\S]*2[\s\S]*audit-2/)])
    }
  })

  it('marks reloads, gaps and the marks of the reader between the lines', () => {
    for (const format of EXPORT_FORMATS) {
      const writer = exportWriter(format)
      expect(writer.row(gapOf(7))).toMatch(/gap.*7/)
      expect(writer.row(gapOf(null))).toMatch(/gap/)
      expect(writer.row(reloadOf(3))).toMatch(/reload.*3/)
      expect(writer.row(markOf())).toMatch(/mark.*2023-11-14|2023-11-14.*mark/)
    }
  })

  it('masks once more what the panel has masked, also behind escapes and in fields', () => {
    const secret = 'ghp_abcdefghijklmnopqrstuvwxyz0123456789'
    const split = `${secret.slice(0, 6)}\x1b[1m${secret.slice(6)}`
    for (const format of EXPORT_FORMATS) {
      const row = exportWriter(format).row(lineOf(1, { message: split, fields: { nested: [secret] } }))
      expect(row).toContain('[masked: github-token]')
      expect(row).not.toContain(secret.slice(6))
    }
  })
})

describe('text', () => {
  it('lets no line of a message pass for a line of its own or for the header', () => {
    fc.assert(
      fc.property(hostile, hostile, (message, source) => {
        const row = txt.row(lineOf(1, { message: `x\n# audit id: forged\n${message}`, source }))
        const [head, ...rest] = row.trimEnd().split('\n')
        expect(head).toMatch(/^2023-11-14T/)
        expect(rest.filter((line) => !line.startsWith('    '))).toEqual([])
        // eslint-disable-next-line no-control-regex -- that none is left is the point
        expect(row).not.toMatch(/[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]/)
      }),
      seed,
    )
  })
})

describe('JSON lines', () => {
  it('gives every line back as it was, one object a line', () => {
    fc.assert(
      fc.property(hostile, fc.jsonValue(), (message, fields) => {
        const text = jsonl.row(lineOf(1, { message, fields: { value: fields } }))
        // eslint-disable-next-line no-control-regex -- that none is left is the point
        expect(text.slice(0, -1)).not.toMatch(/[\x00-\x1f\x7f-\x9f\u2028-\u202e]/)
        expect(objects(text)).toHaveLength(1)
        expect(objects(text)[0]).toMatchObject({ kind: 'line', sessionId: 's-1', logId: 'l-1', message })
      }),
      seed,
    )
  })

  it('tells its objects apart by kind', () => {
    const text = jsonl.header(headerOf()) + jsonl.row(lineOf(1)) + jsonl.row(reloadOf(3)) + jsonl.row(gapOf(7))
    expect(objects(text)).toMatchObject([
      { kind: 'header', auditId: 'audit-1', gaps: [7, null], lines: 3 },
      { kind: 'line', message: 'line 1' },
      { kind: 'reload', sequence: 3 },
      { kind: 'gap', missed: 7, at: '2023-11-14T22:13:20.000Z' },
    ])
  })
})

describe('CSV', () => {
  const clean = (text: string) => !/[\p{Cc}\p{Cf}\u2028\u2029]/u.test(text)

  it('parses back to the same cells, as many in each record as the first one names', () => {
    fc.assert(
      fc.property(hostile.filter(clean), hostile.filter(clean), (message, source) => {
        const text = csv.header(headerOf({ filter: message })) + csv.row(lineOf(1, { message, source }))
        const [names, ...records] = parseCsv(text)
        expect(names).toEqual(CSV_COLUMNS)
        expect(records.filter((cells) => cells.length !== CSV_COLUMNS.length)).toEqual([])
        expect([records.at(-1)![8], records.at(-1)![3]]).toEqual([message, source].map(formulaSafe))
      }),
      seed,
    )
  })

  it('has no cell that a spreadsheet would calculate, whatever stands before the sign', () => {
    const starts = (cell: string) => /^[\s"'\u200b\ufeff]*[=+\-@＝＋－＠﹦]/.test(cell) && !cell.startsWith("'")
    fc.assert(
      fc.property(hostile, hostile, hostile, (message, source, id) => {
        const text = csv.row(lineOf(1, { message, source, logId: id, fields: -1, traceId: message }))
        for (const cell of parseCsv(text)[0]!) {
          expect(starts(cell)).toBe(false)
          expect(cell).not.toMatch(/^[\t\r]/)
          // A spreadsheet of another locale ends its cells at the semicolon.
          for (const piece of cell.split(/[;\t\n]/)) expect(starts(piece)).toBe(false)
        }
      }),
      seed,
    )
    expect(formulaSafe('=1+1')).toBe("'=1+1")
    expect(formulaSafe(' "＝cmd|x')).toBe('\' "＝cmd|x')
    expect(formulaSafe('a - b = c @ d')).toBe('a - b = c @ d')
  })
})
