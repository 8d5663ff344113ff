import type { Meta } from '@storybook/vue3-vite'
import { defineComponent, h, provide, shallowRef } from 'vue'
import { part } from '../stories/part.ts'
import { NewerVersionKey } from './newer-version-port.ts'
import VersionNotice from './VersionNotice.vue'

export default { title: 'Dashboard/Newer version' } satisfies Meta

const Told = defineComponent(() => {
  const newer = shallowRef<{ version: string; build: string } | null>({ version: '9.9.9', build: 'b' })
  provide(NewerVersionKey, { newer, later: () => void (newer.value = null), reloadPage: () => {} })
  return () => h(VersionNotice)
})

export const Announced = part(() => h(Told), 120)
