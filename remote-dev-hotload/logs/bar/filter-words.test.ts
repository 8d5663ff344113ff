import { describe, expect, it } from 'vitest'
import { createTestText } from '../../tests/test-text.ts'
import { noFilter, type LogFilter } from '../engine/log-filter.ts'
import { fromInput, timeOfDay, toInput } from './bar-time.ts'
import { activeFilters } from './filter-words.ts'

const words = (patch: Partial<LogFilter>, locale?: 'en-US' | 'zh-CN') =>
  activeFilters({ ...noFilter, ...patch }, createTestText(locale)).map((chip) => chip.label)

describe('the chips', () => {
  it('name what the menu hides, not what the bar shows', () => {
    expect(words({})).toEqual([])
    expect(words({ level: 'warn', text: 'x' })).toEqual([])
    expect(words({ sinceReload: true, sources: ['build', 'cli'], exclude: 'health' })).toEqual([
      'Since the last reload',
      'Source: build',
      'Source: cli',
      'Without “health”',
    ])
    expect(words({ exclude: 'health', sources: ['build'] }, 'zh-CN')).toEqual(['来源：build', '不含“health”'])
  })

  it('tell a pattern from a text', () => {
    expect(words({ exclude: '^GET', isPattern: true })).toEqual(['Without the pattern ^GET'])
  })

  it('show what a server calls its source as text, placeholders and all', () => {
    expect(words({ sources: ['<b>{time}</b> | @:x'] })).toEqual(['Source: <b>{time}</b> | @:x'])
  })

  it('take away exactly one thing each', () => {
    const filter: LogFilter = {
      ...noFilter,
      level: 'warn',
      sources: ['build', 'cli'],
      exclude: 'x',
      from: 1_000,
      to: 9_000,
      sinceReload: true,
    }
    const chips = activeFilters(filter, createTestText())
    const without = Object.fromEntries(chips.map((chip) => [chip.key, chip.without]))
    expect(without).toEqual({
      since: { ...filter, sinceReload: false },
      'source build': { ...filter, sources: ['cli'] },
      'source cli': { ...filter, sources: ['build'] },
      exclude: { ...filter, exclude: '' },
      from: { ...filter, from: null },
      to: { ...filter, to: null },
    })
  })
})

describe('a time field', () => {
  const at = new Date(2026, 10, 25, 10, 41, 2).getTime()

  it('shows and reads the local second', () => {
    expect(toInput(at + 380)).toBe('2026-11-25T10:41:02')
    expect(fromInput('2026-11-25T10:41:02', 'from')).toBe(at)
    expect(timeOfDay(at)).toBe('10:41:02')
  })

  it('takes the whole second in at the end of a range', () => {
    expect(fromInput('2026-11-25T10:41:02', 'to')).toBe(at + 999)
    expect(toInput(at + 999)).toBe('2026-11-25T10:41:02')
  })

  it('is empty for no time, and an empty one means none', () => {
    expect(toInput(null)).toBe('')
    expect(toInput(NaN)).toBe('')
    expect(fromInput('', 'to')).toBeNull()
    expect(timeOfDay(NaN)).toBe('')
  })
})
