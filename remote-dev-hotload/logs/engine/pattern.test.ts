import { describe, expect, it } from 'vitest'
import { loadPatterns, type CompilePattern } from './pattern.ts'
import { createTextSearch, isLiteral, MAX_RANGES } from './text-search.ts'

async function engine(): Promise<CompilePattern> {
  const loaded = await loadPatterns()
  if (!loaded.ok) throw new Error('the engine did not load')
  return loaded.value
}

/** Patterns that keep a backtracking engine busy for longer than anybody waits, with what does it. */
const KILLERS: readonly (readonly [pattern: string, text: string, isHit: boolean])[] = [
  ['(a+)+$', `${'a'.repeat(30_000)}!`, false],
  ['(a|a)*b', 'a'.repeat(30_000), false],
  ['(a|aa)+$', `${'a'.repeat(30_000)}!`, false],
  ['(.*)*x', 'y'.repeat(30_000), false],
  ['(\\w+\\s?)*$', `${'ab '.repeat(10_000)}!`, true],
  ['^(\\w+\\s?)*$', `${'ab '.repeat(10_000)}!`, false],
  ['^(([a-z])+.)+[A-Z]([a-z])+$', `${'a'.repeat(30_000)}!`, false],
  ['(x+x+)+y', 'x'.repeat(30_000), false],
  ['^(a?){40}a{40}$', `${'a'.repeat(39)}b`, false],
  ['(.*a){20}b', 'a'.repeat(30_000), false],
  ['^([a-zA-Z0-9._-]+)+@', 'x'.repeat(30_000), false],
]

describe('a pattern', () => {
  it.each(KILLERS)('%s comes to an end on the text made against it', async (pattern, text, isHit) => {
    const compiled = (await engine())(pattern)
    expect(compiled.ok && compiled.value.has(text)).toBe(isHit)
  })

  it('says where it stands in a line, whatever the case', async () => {
    const compiled = (await engine())('time(d )?.?out')
    expect(compiled.ok && compiled.value.ranges('Timed out, then TIMEOUT')).toEqual([
      [0, 9],
      [16, 23],
    ])
  })

  it('marks nothing where it matches nothing, and no more than anybody looks at', async () => {
    const compile = await engine()
    const empty = compile('x*')
    expect(empty.ok && empty.value.ranges('abc')).toEqual([])
    const every = compile('[a-z]')
    expect(every.ok && every.value.ranges('a'.repeat(500))).toHaveLength(MAX_RANGES)
  })

  it.each([
    ['(', 'syntax', 'missing closing )'],
    ['[z-a]', 'syntax', 'invalid character class range: z-a'],
    ['*', 'syntax', 'missing argument to repetition operator: *'],
    ['a{2000}', 'syntax', 'invalid repeat count: {2000}'],
    ['((a{20}){20}){20}', 'syntax', ''],
    ['(\\w{1000})', 'syntax', ''],
    ['(?=x)y', 'unsupported', 'invalid or unsupported Perl syntax: (?='],
    ['(?!x)y', 'unsupported', ''],
    ['(?<=x)y', 'unsupported', ''],
    ['(?<!x)y', 'unsupported', ''],
    ['(a)\\1', 'unsupported', 'invalid escape sequence: \\1'],
    ['(?<n>a)\\k<n>', 'unsupported', ''],
  ] as const)('%s is refused as %s', async (pattern, kind, detail) => {
    const compiled = (await engine())(pattern === '(\\w{1000})' ? `${pattern}{1}${pattern}${pattern}` : pattern)
    if (compiled.ok) throw new Error('it was taken')
    expect(compiled.error.kind).toBe(kind)
    expect(compiled.error.detail).toContain(detail)
    expect(compiled.error.detail).toMatch(/^.{1,120}$/)
  })

  it('that is longer than anybody types is refused before it is read', async () => {
    const compiled = (await engine())('x'.repeat(5_000))
    expect(!compiled.ok && compiled.error.kind).toBe('syntax')
  })

  it('says so when its engine cannot be fetched', async () => {
    const loaded = await loadPatterns(() => Promise.reject(new TypeError('Failed to fetch')))
    expect(!loaded.ok && loaded.error).toEqual({
      kind: 'unsupported',
      detail: 'the pattern engine could not be loaded',
    })
  })
})

describe('a plain text', () => {
  it('is looked for as it stands', () => {
    const search = createTextSearch('a.b(c)[d]\\{e}^$*+?|')
    expect(search.has('xx A.B(C)[D]\\{E}^$*+?| yy')).toBe(true)
    expect(search.has('axb(c)[d]\\{e}^$*+?|')).toBe(false)
  })

  it('is found with the case of any script, and marked where it stands in the line', () => {
    expect(createTextSearch('ошибка').ranges('İ ОШИБКА 错误')).toEqual([[2, 8]])
    expect(createTextSearch('a').ranges('a'.repeat(500))).toHaveLength(MAX_RANGES)
    expect(createTextSearch('-').has('a-b')).toBe(true)
    expect(createTextSearch('/').has('a/b')).toBe(true)
  })

  it('is what a pattern without operators is', () => {
    expect(isLiteral('GET /api: 12')).toBe(true)
    expect(isLiteral('a.b')).toBe(false)
  })
})
