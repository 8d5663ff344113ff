import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plainText, styledParts } from './ansi.ts'

describe('plainText', () => {
  it.each([
    ['\x1b[31mred\x1b[0m text', 'red text'],
    ['\x1b]8;;javascript:alert(1)\x07click\x1b]8;;\x07', 'click'],
    ['\x1b]0;title\x1b\\after', 'after'],
    ['abc\u202Egpj.exe', 'abcgpj.exe'],
    ['nul\x00 bell\x07 del\x7f', 'nul bell del'],
    ['<img src=x onerror=alert(1)>', '<img src=x onerror=alert(1)>'],
    ['tab\tand\nnewline stay', 'tab\tand\nnewline stay'],
  ])('leaves of %j what can be read', (message, text) => {
    expect(plainText(message)).toBe(text)
  })

  it('never lets an escape or a reordering mark through', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('\x1b', '[', ']', '31m', '8;;', 'x', '\x07', '\u202e', '\\', '\x9b'), {
          maxLength: 60,
        }),
        (parts) => {
          // eslint-disable-next-line no-control-regex -- the characters under test
          expect(plainText(parts.join(''))).not.toMatch(/[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/)
        },
      ),
      { numRuns: 2_000, seed: 20261123 },
    )
  })
})

describe('styledParts', () => {
  const joined = (message: string) =>
    styledParts(message)
      .map((part) => part.text)
      .join('')

  it.each([
    ['\x1b[31mred\x1b[0m text', ['red|dh-a-f1', ' text|']],
    ['\x1b[1;4;97;44mx\x1b[22;24;39my', ['x|dh-a-f15 dh-a-b4 dh-a-bold dh-a-underline', 'y|dh-a-b4']],
    ['\x1b[38;5;196mx', ['x|dh-a-f9']],
    ['\x1b[38;2;0;200;10mx', ['x|dh-a-f2']],
    ['\x1b[48;5;244mx', ['x|dh-a-b8']],
    ['\x9b3mx', ['x|dh-a-italic']],
    ['\x1b[7mx\x1b[27my', ['x|dh-a-inverse', 'y|']],
    ['a\x1b[2Kb\x1b[1Ac\x1b]0;t\x07d', ['abcd|']],
    [`a\x1b[${'1;'.repeat(60)}mb`, ['ab|']],
    ['', []],
  ])('reads %j', (message, parts) => {
    expect(styledParts(message).map(({ text, classes }) => `${text}|${classes}`)).toEqual(parts)
  })

  it('has the same text as plainText, and no class of its own making, whatever comes', () => {
    const piece = fc.constantFrom(
      '\x1b',
      '[',
      ']',
      '31m',
      '38;5;',
      '999',
      'm',
      ';',
      '\x9b',
      '\x9d',
      '\x07',
      '\\',
      'P',
      'x',
      '\n',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const message = pieces.join('')
        expect(joined(message)).toBe(plainText(message))
        for (const { classes } of styledParts(message)) {
          expect(classes).toMatch(/^(dh-a-([fb](\d|1[0-5])|bold|dim|italic|underline|inverse)( |$))*$/)
        }
      }),
      { numRuns: 2_000, seed: 20261125 },
    )
  })

  it('drops a sequence that is too long instead of showing it', () => {
    const hostile = `\x1b[${'1;'.repeat(100_000)}m`
    expect(plainText(`${hostile}after`)).toBe('…')
    expect(plainText('\x1b[1;1;1'.repeat(20_000)).length).toBeLessThan(40_000)
  })
})
