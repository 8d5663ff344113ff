import { describe, expect, it } from 'vitest'
import { describeFilter } from './describe-filter.ts'
import { noFilter, type LogFilter } from './log-filter.ts'

const CASES: readonly (readonly [Partial<LogFilter>, string])[] = [
  [{}, 'all'],
  [{ isPattern: true }, 'all'],
  [{ level: 'warn', sources: ['cli', 'build'] }, 'level>=warn source=cli,build'],
  [{ text: 'time.*out/', exclude: 'a"b', isPattern: true }, 'text~/time.*out\\// exclude~/a\\"b/'],
  [{ exclude: 'health' }, 'exclude~"health"'],
  [
    { from: 1_700_000_000_000, to: 9e15, sinceReload: true },
    'from=2023-11-14T22:13:20.000Z to=9000000000000000 since=reload',
  ],
  [{ text: 'a\nlevel>=all \u202e\x9b', sources: ['a b,c'] }, 'source="a b,c" text~"a\\nlevel>=all \\u202e\\u009b"'],
]

describe('a filter in words', () => {
  it.each(CASES)('%j reads %s', (filter, words) => {
    expect(describeFilter({ ...noFilter, ...filter })).toBe(words)
  })
})
