import { afterEach, describe, expect, it } from 'vitest'
import { nextTick } from 'vue'
import { testSession } from '../../tests/test-session.ts'
import { createPanelDoor, type PanelDoor } from '../keys/testing/panel-door.ts'
import Palette from './Palette.vue'

const crm = testSession('s-1', { pluginName: 'crm-plugin' })
const pay = testSession('s-2', { pluginName: 'pay-plugin', developer: { id: 'u-2', name: 'Ana' } })

let door: PanelDoor
afterEach(() => door.close())

function setUp({
  locale = 'en-US' as 'en-US' | 'zh-CN',
  recent = [] as string[],
  openId = null as string | null,
} = {}) {
  door = createPanelDoor(locale)
  door.list([crm, pay])
  if (openId !== null) door.go({ sessionId: openId }, 'push')
  const palette = door.show(Palette, { recent })
  const input = palette.get<HTMLInputElement>('[data-testid="dh-palette-input"]')
  const items = () => palette.findAll('[data-testid="dh-palette-item"]')
  return {
    palette,
    input,
    items,
    ids: () => items().map((item) => item.attributes('data-id')),
    /** What a screen reader is told to be on, and what the eye sees as active. */
    active: () => {
      const pointed = palette.find(`#${CSS.escape(input.attributes('aria-activedescendant') ?? 'none')}`)
      const seen = palette.findAll('[aria-selected="true"]').map((item) => item.attributes('data-id'))
      return pointed.exists() && seen.length === 1 && seen[0] === pointed.attributes('data-id') ? seen[0] : null
    },
    press: (key: string, more: Record<string, unknown> = {}) => input.trigger('keydown', { key, ...more }),
    chosen: () => (palette.emitted('choose') ?? []).map(([entry]) => (entry as { id: string }).id),
  }
}

describe('the palette', () => {
  it('is a modal dialog with one field over a list, and the first choice is marked', () => {
    const { palette, input, active, ids } = setUp()
    const dialog = palette.get<HTMLDialogElement>('[data-testid="dh-palette"]')
    expect(dialog.element.open).toBe(true)
    expect(dialog.attributes('aria-label')).toBe('Command palette')
    expect(input.attributes('role')).toBe('combobox')
    const list = palette.get(`#${CSS.escape(input.attributes('aria-controls')!)}`)
    expect(list.attributes('role')).toBe('listbox')
    for (const group of list.findAll('[role="group"]'))
      expect(list.get(`#${CSS.escape(group.attributes('aria-labelledby')!)}`).text()).not.toBe('')
    expect(active()).toBe(ids()[0])
  })

  it('moves by the keys of a list, around its ends', async () => {
    const { press, active, ids } = setUp()
    const all = ids()
    await press('ArrowDown')
    expect(active()).toBe(all[1])
    await press('ArrowUp')
    await press('ArrowUp')
    expect(active()).toBe(all.at(-1))
    await press('Home')
    await press('PageDown')
    expect(active()).toBe(all[8])
    await press('PageUp')
    expect(active()).toBe(all[0])
    await press('End')
    expect(active()).toBe(all.at(-1))
    await press('ArrowDown')
    expect(active()).toBe(all[0])
  })

  it('finds while one types, marks what it found, and takes the best with Enter', async () => {
    const { palette, input, press, ids, active, chosen } = setUp()
    await press('End')
    await input.setValue('pay')
    expect(ids()).toEqual(['session:s-2', 'search'])
    expect(active()).toBe('session:s-2')
    expect(palette.findAll('mark').map((mark) => mark.text())).toEqual(['pay'])
    expect(palette.get('[role="status"]').text()).toBe('2 matches')
    await press('Enter')
    expect(chosen()).toEqual(['session:s-2'])
  })

  it('says so when nothing matches', async () => {
    const { palette, input, press, active, chosen } = setUp()
    await input.setValue('%')
    expect(palette.text()).toContain('Nothing matches.')
    expect(active()).toBeNull()
    expect(input.attributes('aria-activedescendant')).toBeUndefined()
    await press('Enter')
    await press('ArrowDown')
    expect(chosen()).toEqual([])
  })

  it('does nothing by the keys of an input method', async () => {
    const { input, press, active, ids, chosen } = setUp({ locale: 'zh-CN' })
    const first = ids()[0]
    await press('Enter', { isComposing: true })
    await press('Enter', { keyCode: 229 })
    await press('ArrowDown', { isComposing: true })
    expect(chosen()).toEqual([])
    expect(active()).toBe(first)
    input.element.value = 'chong'
    input.element.dispatchEvent(new InputEvent('input', { isComposing: true }))
    await nextTick()
    expect(ids()[0]).toBe(first)
    input.element.value = '重载'
    await input.trigger('compositionend')
    expect(ids().slice(0, 2)).toEqual(['reload:s-1', 'reload:s-2'])
  })

  it('keeps what cannot be chosen, with the reason, and does not choose it', async () => {
    const { palette, press, items, input, chosen } = setUp({ openId: 's-2' })
    door.isOffline.value = true
    await input.setValue('terminate pay')
    const [item] = items()
    expect(item?.attributes('data-id')).toBe('terminate:s-2')
    expect(item?.attributes('aria-disabled')).toBe('true')
    expect(item?.text()).toContain('offline')
    await press('Enter')
    await item?.trigger('click')
    expect(chosen()).toEqual([])
    expect(palette.emitted('close')).toBeUndefined()
  })

  it('stays where it is when the choices change behind it', async () => {
    const { input, press, active } = setUp()
    await input.setValue('plugin')
    await press('ArrowDown')
    expect(active()).toBe('session:s-2')
    door.sessions.applySession({ ...crm, pluginName: 'moved away' })
    await nextTick()
    expect(active()).toBe('session:s-2')
  })

  it('takes a click and keeps the focus in the field', async () => {
    const { items, chosen, ids } = setUp()
    const press = new MouseEvent('mousedown', { bubbles: true, cancelable: true })
    items()[2]!.element.dispatchEvent(press)
    expect(press.defaultPrevented).toBe(true)
    await items()[2]!.trigger('click')
    expect(chosen()).toEqual([ids()[2]])
  })

  it('begins with what was chosen before', () => {
    const { ids, palette } = setUp({ recent: ['act:help', 'session:s-2'] })
    expect(ids().slice(0, 2)).toEqual(['act:help', 'session:s-2'])
    expect(palette.get('.dh-palette-head').text()).toBe('Recently used')
  })

  it('closes by Esc, by its own key and by a press beside it', async () => {
    const { palette, press, input } = setUp()
    const dialog = palette.get('[data-testid="dh-palette"]')
    await dialog.trigger('cancel')
    await press('k', { ctrlKey: true })
    await dialog.trigger('mousedown')
    expect(palette.emitted('close')).toHaveLength(3)
    await input.trigger('mousedown')
    expect(palette.emitted('close')).toHaveLength(3)
  })

  it('does not go on into the next dialog while Enter is held', async () => {
    const { press, chosen } = setUp()
    await press('Enter', { repeat: true })
    expect(chosen()).toEqual([])
  })
})
