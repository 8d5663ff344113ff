import { shallowRef } from 'vue'
import { createI18n } from 'vue-i18n'
import type { DevHotloadHost, Dispose } from '../../../contracts/host.ts'
import type { Text } from '../../ui/text.ts'

type Messages = Record<string, unknown>
type Locale = 'en-US' | 'zh-CN'

const LOADERS: Record<Locale, () => Promise<{ default: Messages }>> = {
  'en-US': () => import('../../locales/en-US.json'),
  'zh-CN': () => import('../../locales/zh-CN.json'),
}

/** The shell's locale → ours; every Chinese is zh-CN, whatever is not known is en-US. */
export const toLocale = (locale: string): Locale => (/^zh\b/i.test(locale) ? 'zh-CN' : 'en-US')

export interface OwnedText extends Text {
  dispose(): void
}

/**
 * The panel's texts on an i18n instance of its own: the shell's is neither read nor installed into.
 * Follows the shell's locale live; a locale's messages are downloaded when it is first needed.
 */
export async function createText(host: DevHotloadHost): Promise<OwnedText> {
  const i18n = createI18n({ legacy: false, locale: 'en-US', missingWarn: false, fallbackWarn: false, messages: {} })
  const locale = shallowRef<string>('en-US')
  const loaded = new Set<Locale>()
  let wanted: Locale = 'en-US'
  let isDisposed = false

  async function use(next: Locale): Promise<void> {
    wanted = next
    if (!loaded.has(next)) {
      const messages = await LOADERS[next]()
      i18n.global.setLocaleMessage(next, messages.default as never)
      loaded.add(next)
    }
    // A quicker switch may have overtaken this download.
    if (wanted !== next || isDisposed) return
    i18n.global.locale.value = next
    locale.value = next
  }

  const unsubscribe: Dispose = host.locale.subscribe((next) => void use(toLocale(next)).catch(() => {}))
  await use(toLocale(host.locale.get()))

  return {
    t: (key, named = {}, count) => (count === undefined ? i18n.global.t(key, named) : i18n.global.t(key, named, count)),
    has: (key) => i18n.global.te(key, locale.value as never),
    locale,
    dispose() {
      isDisposed = true
      unsubscribe()
      i18n.dispose()
    },
  }
}
