import { mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { inDoor } from '../../tests/test-text.ts'
import { noFilter, type LogFilter } from '../engine/log-filter.ts'
import { defaultLook, type LogLook } from '../log-look.ts'
import FilterMenu from './FilterMenu.vue'
import LookMenu from './LookMenu.vue'

const mounted: { unmount(): void }[] = []
afterEach(() => mounted.splice(0).forEach((one) => one.unmount()))

/** The browser tells the box that it is about to be shown. */
async function open<Menu extends VueWrapper>(menu: Menu): Promise<Menu> {
  mounted.push(menu)
  const box = menu.get('[popover]').element
  box.dispatchEvent(Object.assign(new Event('beforetoggle'), { newState: 'open' }))
  await menu.vm.$nextTick()
  return menu
}

const openFilter = (filter: Partial<LogFilter> = {}, sources: string[] = []) =>
  open(mount(FilterMenu, { props: { filter: { ...noFilter, ...filter }, sources }, global: inDoor() }))
const openLook = (look: Partial<LogLook> = {}, fieldNames: string[] = []) =>
  open(mount(LookMenu, { props: { look: { ...defaultLook, ...look }, fieldNames }, global: inDoor() }))

describe('the filter menu', () => {
  it('offers the known sources, those seen and those chosen, each once', async () => {
    const menu = await openFilter({ sources: ['linked'] }, ['build', 'weird'])
    const offered = menu.findAll('[data-source]').map((box) => box.attributes('data-source'))
    expect(offered).toEqual(['cli', 'build', 'sandbox', 'host', 'weird', 'linked'])
  })

  it('adds and takes away a source', async () => {
    const menu = await openFilter({ sources: ['cli'] })
    await menu.get('[data-source="build"]').setValue(true)
    await menu.get('[data-source="cli"]').setValue(false)
    expect(menu.emitted('update:filter')).toEqual([
      [{ ...noFilter, sources: ['cli', 'build'] }],
      [{ ...noFilter, sources: ['build'] }],
    ])
  })

  it('hides a text, narrows the time and clears everything', async () => {
    const menu = await openFilter({ level: 'warn' })
    await menu.get('[data-testid="dh-log-exclude"]').setValue('health')
    const from = menu.get<HTMLInputElement>('[data-testid="dh-log-from"]')
    from.element.value = '2026-11-25T10:41:02'
    await from.trigger('change')
    await menu.get('[data-testid="dh-log-clear-filters"]').trigger('click')
    expect(menu.emitted('update:filter')).toEqual([
      [{ ...noFilter, level: 'warn', exclude: 'health' }],
      [{ ...noFilter, level: 'warn', exclude: 'health', from: new Date(2026, 10, 25, 10, 41, 2).getTime() }],
      [noFilter],
    ])
  })

  it('says that a backward range matches nothing', async () => {
    const menu = await openFilter({ from: 5_000, to: 1_000 })
    expect(menu.get('[data-testid="dh-log-to"]').attributes('aria-invalid')).toBe('true')
    expect(menu.text()).toContain('no line can match')
  })
})

describe('the view menu', () => {
  it('switches what is drawn, one thing at a time', async () => {
    const menu = await openLook({}, ['status'])
    await menu.get('[data-testid="dh-log-time"]').setValue('utc')
    await menu.get('[data-testid="dh-log-announce"]').setValue('off')
    await menu.get('[data-column="status"]').setValue(true)
    expect(menu.emitted('update:look')).toEqual([
      [{ ...defaultLook, time: 'utc' }],
      [{ ...defaultLook, time: 'utc', announce: 'off' }],
      [{ ...defaultLook, time: 'utc', announce: 'off', columns: ['status'] }],
    ])
  })

  it('keeps a chosen column on the list while no line has it', async () => {
    const menu = await openLook({ columns: ['status'] })
    await menu.get('[data-column="status"]').setValue(false)
    expect(menu.emitted('update:look')).toEqual([[{ ...defaultLook, columns: [] }]])
  })
})
