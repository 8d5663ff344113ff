import { afterEach, expect, it } from 'vitest'
import DashboardHeader from './DashboardHeader.vue'
import { createPanelDoor, type PanelDoor } from './keys/testing/panel-door.ts'

let door: PanelDoor
afterEach(() => door.close())

it.each(['en-US', 'zh-CN'] as const)('can be told by voice to press what it shows (%s)', (locale) => {
  door = createPanelDoor(locale)
  const button = door.show(DashboardHeader).get('[data-testid="dh-palette-open"]')
  const shown = button.get('kbd').text()
  expect(shown).toMatch(/^(Ctrl|⌘) K$/)
  expect(button.attributes('aria-label')).toMatch(new RegExp(`${shown}$`))
})
