import type { Meta, StoryObj } from '@storybook/vue3-vite'
import { h } from 'vue'
import { part } from '../stories/part.ts'
import Button from './Button.vue'
import Checkbox from './Checkbox.vue'
import Dialog from './Dialog.vue'
import Menu from './Menu.vue'
import Popover from './Popover.vue'

export default { title: 'Parts/Layers' } satisfies Meta

export const Question = part(
  () =>
    h(
      Dialog,
      { title: 'Terminate Orders?' },
      {
        default: () => h('p', { class: 'dh-soft' }, 'The watching CLI is stopped and its sandbox is freed.'),
        acts: () => [h(Button, { label: 'Cancel' }), h(Button, { label: 'Terminate session', tone: 'danger' })],
      },
    ),
  360,
)

const menu = part(
  () =>
    h(
      Popover,
      { label: 'Filters', name: 'Filters', icon: 'filter' },
      {
        default: () =>
          h(Menu, () => ['build', 'sandbox', 'host'].map((label) => h(Checkbox, { label, modelValue: false }))),
      },
    ),
  360,
)

export const OpenMenu: StoryObj = {
  ...menu,
  async play({ canvasElement }) {
    const button = canvasElement.querySelector('[data-dev-hotload]')?.shadowRoot?.querySelector('button')
    button?.click()
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
  },
}
