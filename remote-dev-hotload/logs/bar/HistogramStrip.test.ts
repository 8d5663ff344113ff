import { mount } from '@vue/test-utils'
import { describe, expect, it, vi } from 'vitest'
import { inDoor } from '../../tests/test-text.ts'
import HistogramStrip from './HistogramStrip.vue'

const START = new Date(2026, 10, 25, 10, 41, 0).getTime()
const bars = [0, 1, 2, 3].map((index) => ({
  at: START + index * 5_000,
  calm: 100,
  warn: index,
  error: index === 1 ? 3 : 0,
}))
const histogram = { from: START, to: START + 20_000, stepMs: 5_000, bars }

function show(props: object = {}) {
  const base = { histogram, from: null, to: null, top: null }
  const strip = mount(HistogramStrip, { props: { ...base, ...props }, global: inDoor() })
  const slider = strip.find('[role="slider"]')
  if (slider.exists()) {
    slider.element.getBoundingClientRect = () => ({ left: 0, width: 400 }) as DOMRect
    slider.element.setPointerCapture = () => {}
  }
  const relative = (name: string) =>
    strip.emitted(name)?.map((values) => (values as number[]).map((value) => value - START))
  return { strip, slider, relative, key: (key: string, more = {}) => slider.trigger('keydown', { key, ...more }) }
}

const drag = async ({ slider }: ReturnType<typeof show>, from: number, to: number) => {
  await slider.trigger('pointerdown', { button: 0, clientX: from })
  await slider.trigger('pointermove', { clientX: (from + to) / 2 })
  await slider.trigger('pointermove', { clientX: to })
  await slider.trigger('pointerup', { clientX: to })
  await slider.trigger('click', { clientX: to, detail: 1 })
}

describe('the time strip', () => {
  it('makes a range of a drag, in either direction, in whole bars, and jumps nowhere', async () => {
    const shown = show()
    await drag(shown, 130, 290)
    await drag(shown, 290, 130)
    expect(shown.relative('range')).toEqual([
      [5_000, 14_999],
      [5_000, 14_999],
    ])
    expect(shown.strip.emitted('jump')).toBeUndefined()
  })

  it('jumps at a click and clears at the second', async () => {
    const { slider, strip, relative } = show()
    await slider.trigger('pointerdown', { button: 0, clientX: 250 })
    await slider.trigger('pointerup', { clientX: 250 })
    await slider.trigger('click', { clientX: 250, detail: 1 })
    await slider.trigger('click', { clientX: 250, detail: 2 })
    await slider.trigger('dblclick', { clientX: 250 })
    expect(relative('jump')).toEqual([[10_000]])
    expect(strip.emitted('clear')).toHaveLength(1)
    expect(strip.emitted('range')).toBeUndefined()
  })

  it('reads its bar out in words', async () => {
    const { slider, key } = show()
    await key('Home')
    expect(slider.attributes('aria-valuetext')).toBe('10:41:00, 100 lines')
    await key('ArrowRight')
    expect(slider.attributes('aria-valuetext')).toBe('10:41:05, 104 lines, 3 errors, 1 warning')
    expect(slider.attributes('aria-valuenow')).toBe('2')
  })

  it('is worked by keys: arrows, Enter, Shift and arrows, Esc', async () => {
    const { strip, relative, key } = show({ from: START, to: START + 1 })
    await key('ArrowLeft')
    await key('Enter')
    await key('ArrowLeft', { shiftKey: true })
    await key('ArrowLeft', { shiftKey: true })
    await key('ArrowRight')
    await key('Escape')
    expect(relative('jump')).toEqual([[10_000]])
    expect(relative('range')).toEqual([
      [5_000, 14_999],
      [0, 14_999],
    ])
    expect(strip.emitted('clear')).toHaveLength(1)
  })

  it('lets Esc pass when there is no range to take away', async () => {
    const { strip, slider } = show()
    const heard = vi.fn()
    strip.element.addEventListener('keydown', (event: Event) => heard(event.defaultPrevented))
    await slider.trigger('keydown', { key: 'Escape' })
    expect(heard).toHaveBeenCalledWith(false)
    expect(strip.emitted('clear')).toBeUndefined()
  })

  it('keeps its cursor on the time while bars move along', async () => {
    const { strip, slider, key } = show()
    await key('Home')
    await key('ArrowRight')
    const later = [...bars.slice(1), { at: START + 20_000, calm: 1, warn: 0, error: 0 }]
    await strip.setProps({ histogram: { ...histogram, from: START + 5_000, to: START + 25_000, bars: later } })
    expect(slider.attributes('aria-valuetext')).toContain('10:41:05')
    expect(slider.attributes('aria-valuenow')).toBe('1')
  })

  it('says what it is for while there is nothing to show', () => {
    expect(show({ histogram: null }).strip.text()).toContain('fills as lines come in')
    expect(show({ histogram: { ...histogram, bars: [] } }).slider.exists()).toBe(false)
  })
})
