import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plainText } from './ansi.ts'

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
