import { mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { inDoor } from '../../tests/test-text.ts'
import type { MetricMark } from '../ports.ts'
import { stopsOf } from './stops.ts'
import TrendOverlay from './TrendOverlay.vue'
import type { Trend } from './trend.ts'

const NOON = new Date(2026, 0, 5, 12).getTime()
const STEP = 60_000
const trend: Trend = {
  metric: 'reloadLatencyP95Ms',
  unit: 'ms',
  from: NOON,
  to: NOON + 6 * STEP,
  stepMs: STEP,
  times: [0, 1, 2, 3, 4, 5].map((step) => NOON + step * STEP),
  lines: [
    { name: 'reloadLatencyP95Ms', values: [100, 200, null, null, 400, null] },
    { name: 'reloadLatencyP50Ms', values: [50, 60, null, null, 80, null] },
  ],
}
const marks: MetricMark[] = [{ at: NOON + STEP + 5_000, kind: 'reload-failed', label: '#7' }]
const plot = { x: 50, y: 10, width: 600, height: 100, low: 0, high: 400 }

let shown: VueWrapper | undefined
afterEach(() => shown?.unmount())

function open(canOpen = true) {
  const stops = stopsOf(trend, marks)
  const wrapper = (shown = mount(TrendOverlay, {
    attachTo: document.body,
    props: { trend, stops, marks, plot, name: 'Reload time', canOpen },
    global: inDoor(),
  }))
  const slider = wrapper.get('[role="slider"]')
  slider.element.getBoundingClientRect = () => new DOMRect(0, 0, 600, 100)
  return {
    slider,
    text: () => slider.attributes('aria-valuetext'),
    press: (key: string, more: object = {}) => slider.trigger('keydown', { key, ...more }),
    point: (clientX: number, event = 'pointermove') => slider.trigger(event, { clientX }),
    opened: () => wrapper.emitted('open')?.flat() ?? [],
    read: () => (wrapper.emitted('read')?.at(-1)?.[0] as { at: number } | null | undefined)?.at,
    cursor: () => wrapper.find('.dh-overlay-cursor').exists(),
  }
}

describe('reading a trend by the keyboard', () => {
  it('begins at the newest point and says all of it', async () => {
    const { slider, text, cursor } = open()
    expect(slider.attributes()).toMatchObject({ 'aria-valuenow': '3', 'aria-valuemax': '3', tabindex: '0' })
    expect(text()).toBe('12:04: p95 400 ms, p50 80 ms, nothing measured for 2 minutes before')
    expect(cursor()).toBe(false)
    await slider.trigger('focus')
    expect(cursor()).toBe(true)
  })

  it('goes from point to point, over gaps, to both ends, and no further', async () => {
    const { slider, press, text } = open()
    await slider.trigger('focus')
    await press('ArrowLeft')
    expect(text()).toBe('12:01: p95 200 ms, p50 60 ms, reload #7 failed')
    await press('Home')
    await press('ArrowLeft')
    expect(text()).toMatch(/^12:00: p95 100/)
    await press('End')
    await press('ArrowRight')
    expect(text()).toMatch(/^12:04/)
  })

  it('opens the log by Enter, at the moment of what happened rather than at the start of its step', async () => {
    const { slider, press, opened } = open()
    await slider.trigger('focus')
    await press('Enter')
    await press('ArrowLeft')
    await press('Enter')
    expect(opened()).toEqual([NOON + 4 * STEP, NOON + STEP + 5_000])
  })

  it('leaves keys with a modifier to the browser and the panel', async () => {
    const { slider, press, text } = open()
    await slider.trigger('focus')
    const before = text()
    await press('ArrowLeft', { altKey: true })
    await press('ArrowLeft', { metaKey: true })
    expect(text()).toBe(before)
  })
})

describe('reading a trend by the pointer', () => {
  it('reads the nearest point, and nothing once it has left', async () => {
    const { point, read, slider } = open()
    await point(160)
    expect(read()).toBe(NOON + STEP)
    await point(590)
    expect(read()).toBe(NOON + 4 * STEP)
    await slider.trigger('pointerleave')
    expect(read()).toBeUndefined()
  })

  it('opens the log by a click', async () => {
    const { point, opened } = open()
    await point(30, 'click')
    expect(opened()).toEqual([NOON])
  })

  it('opens nothing where there is no single log', async () => {
    const { slider, point, press, opened } = open(false)
    await point(30, 'click')
    await slider.trigger('focus')
    await press('Enter')
    expect(opened()).toEqual([])
    expect(slider.attributes('aria-describedby')).toBeUndefined()
  })
})
