import { describe, expect, it } from 'vitest'
import { createChance, KEY_LABELS, keyLines } from '../../../contracts/fixtures/corpus/index.ts'
import { createLineMasker, maskBackwards } from './index.ts'

const MASK = /^\[masked: (?:private|openssh|pgp)-key\]$/
const lines = keyLines(createChance(3), 'RSA PRIVATE KEY')

describe('the line masker', () => {
  it.each(KEY_LABELS)('masks a %s that comes line by line, and what follows it not', (label) => {
    const masker = createLineMasker()
    for (const line of keyLines(createChance(7), label)) {
      const masked = masker.mask('s1 build', line)
      if (line !== '') expect(masked).toMatch(MASK)
    }
    expect(masker.mask('s1 build', 'MIIEow')).toBe('MIIEow')
  })

  it('keeps apart what several streams print at the same time', () => {
    const masker = createLineMasker()
    for (const line of lines) {
      if (line !== '') expect(masker.mask('s1 build', line)).toMatch(MASK)
      expect(masker.mask('s2 build', 'server is up')).toBe('server is up')
    }
  })

  it('ends with the first line that is no part of a key, and after 200 lines', () => {
    const masker = createLineMasker()
    masker.mask('s', lines[0]!)
    expect(masker.mask('s', 'compiled in 12 ms')).toBe('compiled in 12 ms')
    expect(masker.mask('s', 'c2hvcnQx')).toBe('c2hvcnQx')
    masker.mask('s', lines[0]!)
    const kept = Array.from({ length: 300 }, () => masker.mask('s', 'c2hvcnQx')).filter((line) => line === 'c2hvcnQx')
    expect(kept).toHaveLength(100)
  })

  it('goes on with nothing after a gap', () => {
    const masker = createLineMasker()
    masker.mask('s', lines[0]!)
    masker.reset()
    expect(masker.mask('s', 'c2hvcnQx')).toBe('c2hvcnQx')
  })

  it('masks long base64 lines alone, for who comes in the middle, to the end of the block', () => {
    const masker = createLineMasker()
    for (const line of lines.slice(6))
      expect(masker.mask('s', line)).toMatch(/^\[masked: (?:key-material|private-key)\]$|^-----END/)
  })

  it('remembers no more than 256 open blocks', () => {
    const masker = createLineMasker()
    for (let n = 0; n < 1_000; n++) masker.mask(`s${n}`, lines[0]!)
    expect(masker.mask('s0', 'c2hvcnQx')).toBe('c2hvcnQx')
    expect(masker.mask('s999', 'c2hvcnQx')).toMatch(MASK)
  })

  it('sees key lines through colours and a prefix', () => {
    const masker = createLineMasker()
    masker.mask('s', `\x1b[2m${lines[0]!}\x1b[0m`)
    expect(masker.mask('s', `\x1b[2m12:00:01 [app] ${lines[4]!}\x1b[0m`)).toMatch(MASK)
  })
})

describe('maskBackwards', () => {
  it('masks what stands before the end of a key whose begin is on another page', () => {
    const page = ['c2hvcnQ5Zm9v', 'YWJjZA==', lines.at(-1)!, 'server is up']
    expect(maskBackwards(['ready.', ...page])).toEqual([
      'ready.',
      '[masked: private-key]',
      '[masked: private-key]',
      lines.at(-1),
      'server is up',
    ])
  })
})
