import type { Meta } from '@storybook/vue3-vite'
import { h, ref } from 'vue'
import { part } from '../stories/part.ts'
import Button from './Button.vue'
import Checkbox from './Checkbox.vue'
import CopyButton from './CopyButton.vue'
import CopyText from './CopyText.vue'
import { ICONS, type IconName } from './icons.ts'
import SearchField from './SearchField.vue'
import StateMark from './StateMark.vue'
import Tabs from './Tabs.vue'

export default { title: 'Parts' } satisfies Meta

const row = (...nodes: ReturnType<typeof h>[]) => h('div', { class: 'dh-story-row' }, nodes)

export const Buttons = part(() =>
  row(
    h(Button, { label: 'Reload', icon: 'reload' }),
    h(Button, { label: 'Sign in', tone: 'solid' }),
    h(Button, { label: 'Terminate', tone: 'danger', icon: 'terminate' }),
    h(Button, { label: 'Mine', pressed: true }),
    h(Button, { label: 'Terminate', why: 'Only the owner may do this' }),
    h(Button, { label: 'Exporting', busy: true }),
    h(Button, { label: 'Refresh', icon: 'refresh', bare: true }),
    h(CopyButton, { label: 'Copy details', text: 'DH_VIEW_001' }),
  ),
)

const TONES = ['ok', 'info', 'warn', 'error', 'off'] as const
export const Shapes = part(() =>
  row(
    ...(Object.keys(ICONS) as IconName[]).map((icon, at) =>
      h(StateMark, { icon, word: icon, tone: TONES[at % TONES.length]! }),
    ),
  ),
)

const text = ref('')
const isOn = ref(true)
export const Fields = part(() =>
  row(
    h(SearchField, {
      label: 'Search sessions',
      hint: 'Plugin, owner or id',
      modelValue: text.value,
      'onUpdate:modelValue': (next) => (text.value = next ?? ''),
    }),
    h(Checkbox, {
      label: 'Also keep log lines',
      hint: 'At most 5 000 lines a session, with secrets masked.',
      modelValue: isOn.value,
      'onUpdate:modelValue': (next) => (isOn.value = next ?? false),
    }),
    h(CopyText, { text: '6f1d9a5e-9f0e-4f0b-8f55-3f6f6a0c1a11' }),
  ),
)

const tab = ref('logs')
export const TabsWithCounts = part(
  () =>
    h(
      Tabs,
      {
        label: 'Views of the session',
        tabs: [
          { name: 'logs', label: 'Logs', testid: 'dh-tab-logs' },
          { name: 'reloads', label: 'Reloads', count: 9, testid: 'dh-tab-reloads' },
          { name: 'alerts', label: 'Alerts', count: 1, testid: 'dh-tab-alerts' },
          { name: 'activity', label: 'Activity', testid: 'dh-tab-activity' },
        ],
        modelValue: tab.value,
        'onUpdate:modelValue': (next: string) => (tab.value = next),
      },
      { default: ({ tab: name }: { tab: string }) => h('p', `The pane of ${name}`) },
    ),
  160,
)
