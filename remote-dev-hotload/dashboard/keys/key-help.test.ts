import { afterEach, describe, expect, it } from 'vitest'
import { createPanelDoor, type PanelDoor } from './testing/panel-door.ts'
import KeyHelp from './KeyHelp.vue'

let door: PanelDoor
afterEach(() => door.close())

describe('the list of all keys', () => {
  it.each(['en-US', 'zh-CN'] as const)('has a title and a sentence for each in %s, by where it works', (locale) => {
    door = createPanelDoor(locale)
    const help = door.show(KeyHelp, { singleKeys: true })
    const groups = help.findAll('[data-group]')
    expect(groups.map((group) => group.attributes('data-group'))).toEqual([
      ...['keys.panel', 'keys.list', 'keys.session', 'keys.dialog'],
      ...['logs.keys.read', 'logs.keys.line', 'logs.keys.find', 'logs.keys.strip'],
    ])
    for (const group of groups) {
      const words = group.findAll('h3, dd').map((element) => element.text())
      expect(words.filter((word) => word === '' || /keys\.|palett?e\./.test(word))).toEqual([])
      expect(group.findAll('dt').every((names) => names.findAll('kbd').length > 0)).toBe(true)
    }
  })

  it('names Ctrl where there is no ⌘, and says when single keys are off', () => {
    door = createPanelDoor()
    const help = door.show(KeyHelp, { singleKeys: false })
    expect(help.get('[data-group="keys.panel"] dt').text()).toBe('CtrlK')
    expect(help.text()).toContain('switched off')
  })
})
