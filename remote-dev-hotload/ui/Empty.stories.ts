import type { Meta } from '@storybook/vue3-vite'
import { h } from 'vue'
import { part } from '../stories/part.ts'
import Button from './Button.vue'
import Empty from './Empty.vue'

export default { title: 'Parts/Empty' } satisfies Meta

export const FirstLoad = part(() => h(Empty, { busy: true, title: 'Loading …' }), 240)

export const NothingThere = part(
  () =>
    h(
      Empty,
      { title: 'No session matches the filter.', body: 'Of 15 sessions none has this status.' },
      { default: () => h(Button, { label: 'Clear the filter' }) },
    ),
  240,
)

export const GoneWrong = part(
  () =>
    h(
      Empty,
      {
        icon: 'broken',
        tone: 'error',
        title: 'The sessions could not be loaded.',
        body: 'The Dev API cannot be reached.',
      },
      { default: () => h(Button, { icon: 'refresh', label: 'Try again' }) },
    ),
  240,
)
