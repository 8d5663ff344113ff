import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { inDoor } from '../../tests/test-text.ts'
import type { DiffItem, ReloadDiff } from '../engine/reload-diff.ts'
import SinceReload from './SinceReload.vue'
import { oneLine } from './diff-looks.ts'

const item = (state: DiffItem['state'], seq: number, text = 'boom'): DiffItem => ({
  state,
  fingerprint: seq,
  rank: 4,
  text,
  now: state === 'gone' ? 0 : 1,
  before: state === 'new' ? 0 : 4,
  seq,
})

const diffOf = (items: DiffItem[]): ReloadDiff => {
  const count = (state: DiffItem['state']) => items.filter((one) => one.state === state).length
  return { sequence: 12, items, counts: { new: count('new'), still: count('still'), gone: count('gone') } }
}

const show = (diff: ReloadDiff | null, on = false, locale?: 'en-US' | 'zh-CN') => {
  const bar = mount(SinceReload, { props: { diff, on }, global: inDoor(locale) })
  return {
    bar,
    toggle: bar.get('[data-testid="dh-since-reload"]'),
    summary: bar.find('[data-testid="dh-reload-diff"]'),
  }
}

const words = (diff: ReloadDiff, locale?: 'en-US' | 'zh-CN') =>
  show(diff, false, locale)
    .bar.findAll('.dh-counts-part')
    .map((part) => part.text())

describe('since the last reload', () => {
  it('counts what is new, still there and gone, with words and as data', () => {
    const diff = diffOf([item('new', 9), item('new', 8), item('still', 7), item('gone', 6)])
    expect(words(diff)).toEqual(['2 new', '1 still there', '1 gone'])
    expect(words(diff, 'zh-CN')).toEqual(['2 个新增', '1 个仍存在', '1 个已消失'])
    expect(show(diff).summary.attributes()).toMatchObject({ 'data-new': '2', 'data-still': '1', 'data-gone': '1' })
  })

  it('says calmly that nothing is new', () => {
    expect(words(diffOf([]))).toEqual(['Nothing new since reload #12'])
    expect(words(diffOf([item('gone', 3)]))).toEqual(['Nothing new since reload #12', '1 gone'])
  })

  it('names its reload, is pressed while it filters, and asks for the other state', async () => {
    const { bar, toggle } = show(diffOf([]), true)
    expect([toggle.text(), toggle.attributes('aria-pressed')]).toEqual(['Since reload #12', 'true'])
    await toggle.trigger('click')
    expect(bar.emitted('toggle')).toEqual([[false]])
  })

  it('cannot be used before the first reload, and says so where it can be read', async () => {
    const { bar, toggle, summary } = show(null, true)
    await toggle.trigger('click')
    expect(bar.emitted('toggle')).toBeUndefined()
    expect(summary.exists()).toBe(false)
    expect(toggle.attributes('aria-disabled')).toBe('true')
    expect(bar.get(`#${toggle.attributes('aria-describedby')}`).text()).toBe('No reload yet')
  })

  it('lists the kinds as plain text on one line and leads to the line', async () => {
    const { bar } = show(diffOf([item('new', 41, '<img src=x>\n  at route.ts'), item('gone', 5)]))
    const box = bar.get('[popover]').element as HTMLElement
    box.hidePopover = () => {}
    box.dispatchEvent(Object.assign(new Event('beforetoggle'), { newState: 'open' }))
    await bar.vm.$nextTick()
    const [first] = bar.findAll('[data-testid="dh-reload-diff-item"]')
    expect(first!.find('img').exists()).toBe(false)
    expect(first!.text()).toContain('<img src=x> ⏎ at route.ts')
    expect(first!.text()).toContain('1 now, 0 before')
    await first!.trigger('click')
    expect(bar.emitted('show')).toEqual([[41]])
  })

  it('cuts a line of any size', () => {
    expect(oneLine('x'.repeat(1_000_000))).toHaveLength(242)
    expect(oneLine('short')).toBe('short')
  })
})
