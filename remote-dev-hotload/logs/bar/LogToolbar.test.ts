import { mount } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { inDoor } from '../../tests/test-text.ts'
import { noFilter } from '../engine/log-filter.ts'
import { defaultLook } from '../log-look.ts'
import LogToolbar from './LogToolbar.vue'

const base = {
  filter: noFilter,
  look: defaultLook,
  follow: true,
  shown: 15,
  total: 52_012,
  dropped: 7,
  search: null,
  problem: null,
  sources: [],
  fieldNames: [],
  rate: null,
}
const mounted: { unmount(): void }[] = []

function show(props: object = {}, locale?: 'en-US' | 'zh-CN') {
  const bar = mount(LogToolbar, { attachTo: document.body, props: { ...base, ...props }, global: inDoor(locale) })
  mounted.push(bar)
  return { bar, part: (id: string) => bar.get(`[data-testid="${id}"]`) }
}

afterEach(() => mounted.splice(0).forEach((one) => one.unmount()))

describe('the bar over the log', () => {
  it('changes one thing of the filter and keeps the rest', async () => {
    const filter = { ...noFilter, exclude: 'health' }
    const { bar, part } = show({ filter })
    await part('dh-log-search').setValue('boom')
    await part('dh-log-level').setValue('warn')
    await part('dh-log-pattern').trigger('click')
    expect(bar.emitted('update:filter')).toEqual([
      [{ ...filter, text: 'boom' }],
      [{ ...filter, text: 'boom', level: 'warn' }],
      [{ ...filter, text: 'boom', level: 'warn', isPattern: true }],
    ])
  })

  it('does not filter by half a composed word', async () => {
    const { bar, part } = show()
    const field = part('dh-log-search').element as HTMLInputElement
    field.value = 'ri'
    field.dispatchEvent(new InputEvent('input', { isComposing: true }))
    expect(bar.emitted('update:filter')).toBeUndefined()
    field.value = '日志'
    await part('dh-log-search').trigger('compositionend')
    expect(bar.emitted('update:filter')).toEqual([[{ ...noFilter, text: '日志' }]])
  })

  it('carries its figures as data and as words', () => {
    const total = show().part('dh-log-total')
    expect(total.attributes()).toMatchObject({ 'data-total': '52012', 'data-shown': '15', 'data-dropped': '7' })
    expect(total.text()).toContain('15 of 52,012 rows')
  })

  it('says how far back a search has come, without a time when nobody knows it', () => {
    const backTo = new Date(2026, 10, 25, 10, 41, 2).getTime()
    expect(
      show({ search: { part: 0.34, backTo } })
        .part('dh-log-searched')
        .text(),
    ).toBe('searched back to 10:41:02 · 34%')
    expect(
      show({ search: { part: 0, backTo: NaN } })
        .part('dh-log-searched')
        .text(),
    ).toBe('searched 0%')
    expect(
      show({ search: { part: 0.34, backTo } })
        .bar.get('progress')
        .attributes('value'),
    ).toBe('0.34')
  })

  it('says that it samples, and that nothing is lost', () => {
    const rate = show({ rate: { showing: 400, arriving: 5_200 } }).part('dh-log-rate')
    expect(rate.text()).toBe('showing 400 of 5,200 lines/s')
    expect(rate.attributes('title')).toContain('Nothing is lost')
  })

  it('says at the field why a pattern cannot be used and that the last result stays', () => {
    const { bar, part } = show({ problem: { kind: 'unsupported', detail: '(?=' } })
    const field = part('dh-log-search')
    expect(field.attributes('aria-invalid')).toBe('true')
    expect(bar.get(`#${field.attributes('aria-describedby')}`).text()).toBe(
      'Look-around and back references are not offered: (?=. The last valid result stays.',
    )
  })

  it('asks to pause when it follows, and to follow when it is paused', async () => {
    const { bar, part } = show()
    expect(part('dh-log-follow').attributes('aria-pressed')).toBe('true')
    await part('dh-log-follow').trigger('click')
    await bar.setProps({ follow: false })
    await part('dh-log-follow').trigger('click')
    expect(bar.emitted('follow')).toEqual([[false], [true]])
  })

  it('counts what the menu hides, and gives the focus on when a chip is removed', async () => {
    const { bar, part } = show({ filter: { ...noFilter, exclude: 'x', sources: ['cli'] } })
    expect(part('dh-log-filter-count').text()).toBe('2')
    const remove = () => bar.get('.dh-chip-remove')
    expect(remove().attributes('aria-label')).toBe('Remove the filter: Source: cli')
    await bar.setProps({ 'onUpdate:filter': (filter: typeof noFilter) => bar.setProps({ filter }) } as never)
    await remove().trigger('click')
    await remove().trigger('click')
    await bar.vm.$nextTick()
    expect(bar.find('.dh-chip').exists()).toBe(false)
    expect(document.activeElement).toBe(part('dh-log-search').element)
  })
})
