import { describe, expect, it } from 'vitest'
import { matchText, piecesOf, wordsOf } from './palette-match.ts'

const match = (query: string, text: string, keywords: string[] = []) => matchText(wordsOf(query), text, keywords)
const marked = (query: string, text: string) =>
  piecesOf(text, match(query, text)?.ranges ?? [])
    .map(({ text: piece, isFound }) => (isFound ? `[${piece}]` : piece))
    .join('')
const order = (query: string, ...texts: string[]) =>
  texts
    .map((text) => ({ text, score: match(query, text)?.score ?? -1 }))
    .filter(({ score }) => score >= 0)
    .sort((a, b) => b.score - a.score)
    .map(({ text }) => text)

describe('finding in the palette', () => {
  it('puts the start of a word before its middle, and loose letters last', () => {
    expect(order('plug', 'polluting', 'unplugged', 'crm-plugin', 'plug', 'plugin')).toEqual([
      'plug',
      'plugin',
      'crm-plugin',
      'unplugged',
      'polluting',
    ])
    expect(order('cp', 'scope', 'crm-plugin')).toEqual(['crm-plugin', 'scope'])
  })

  it.each([
    ['crm', 'com.powerx.crm', 'com.powerx.[crm]'],
    ['cp', 'crm-plugin', '[c]rm-[p]lugin'],
    ['sd', 'SessionDashboard', '[S]ession[D]ashboard'],
    ['RELOAD CRM', 'Reload crm-plugin (Ana)', '[Reload] [crm]-plugin (Ana)'],
    ['ana rel', 'Reload crm-plugin (Ana)', '[Rel]oad crm-plugin ([Ana])'],
    ['jose', 'José’s plugin', '[José]’s plugin'],
    ['file', 'ﬁle watcher', '[ﬁle] watcher'],
    ['重载crm', '重载 crm-plugin（Ana）', '[重载] [crm]-plugin（Ana）'],
    ['会话', '开发会话', '开发[会话]'],
    ['b', 'a😀b', 'a😀[b]'],
  ])('marks what “%s” found in %s', (query, text, expected) => {
    expect(marked(query, text)).toBe(expected)
  })

  it('marks an accent that stands alone together with its letter', () => {
    expect(marked('jose', 'Jose\u0301 A')).toBe('[Jose\u0301] A')
  })

  it('wants every word of the query', () => {
    expect(match('reload pay', 'Reload crm-plugin')).toBeNull()
    expect(match('xyz', 'crm-plugin')).toBeNull()
    expect(match('', 'anything')).toEqual({ score: 0, ranges: [] })
  })

  it('finds by what is not shown, with less weight and without marks', () => {
    const hidden = match('dev-7f', 'crm-plugin', ['dev-7f3a'])
    expect(hidden?.ranges).toEqual([])
    expect(hidden!.score).toBeLessThan(match('dev-7f', 'dev-7f3a')!.score)
    // Loose letters in an id would find everything.
    expect(match('d3', 'crm-plugin', ['dev-7f3a'])).toBeNull()
  })

  it('does not take letters scattered over a whole line for a find', () => {
    expect(match('rcn', 'Refresh the metrics of the second plugin')).toBeNull()
  })

  it('comes to an end over the worst of names', () => {
    expect(match(`${'a'.repeat(60)}b`, 'a-'.repeat(5_000))).toBeNull()
    expect(match('b', `${'a'.repeat(300)}b`)).toBeNull()
    expect(wordsOf('a '.repeat(50))).toHaveLength(8)
  })
})
