import { shallowRef } from 'vue'
import { createI18n } from 'vue-i18n'
import enUS from '../locales/en-US.json'
import zhCN from '../locales/zh-CN.json'
import { TextKey, type Text } from '../ui/text.ts'

/** The real texts, without a shell that says which language. */
export function createTestText(locale: 'en-US' | 'zh-CN' = 'en-US'): Text {
  const { global } = createI18n({ legacy: false, locale, messages: { 'en-US': enUS, 'zh-CN': zhCN } })
  return {
    t: (key, named = {}, count) => (count === undefined ? global.t(key, named) : global.t(key, named, count)),
    has: (key) => global.te(key),
    locale: shallowRef(locale),
  }
}

/** What a component finds around it inside of a door; for `mount(…, { global: inDoor() })`. */
export const inDoor = (locale: 'en-US' | 'zh-CN' = 'en-US') => ({
  provide: { [TextKey as symbol]: createTestText(locale) },
})
