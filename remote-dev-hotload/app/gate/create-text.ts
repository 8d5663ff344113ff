import { shallowRef } from 'vue'
import type { DevHotloadHost, Dispose } from '../../../contracts/host.ts'
import { importChunk } from '../../kernel/index.ts'
import type { Text } from '../../ui/text.ts'
import { compileMessage, type Message } from './compile-message.ts'

type Locale = 'en-US' | 'zh-CN'
type Part = 'first' | 'rest'

/** Texts by their names, in groups. */
export interface Messages {
  readonly [key: string]: string | Messages
}

const LOADERS: Record<Locale, Record<Part, () => Promise<{ default: Messages }>>> = {
  'en-US': {
    first: () => import('../../locales/en-US.json?first'),
    rest: () => import('../../locales/en-US.json?rest'),
  },
  'zh-CN': {
    first: () => import('../../locales/zh-CN.json?first'),
    rest: () => import('../../locales/zh-CN.json?rest'),
  },
}

/** The shell's locale → ours; every Chinese is zh-CN, whatever is not known is en-US. */
export const toLocale = (locale: string): Locale => (/^zh\b/i.test(locale) ? 'zh-CN' : 'en-US')

export interface OwnedText extends Text {
  dispose(): void
}

/**
 * The panel's own texts: the shell's i18n is neither read nor installed into. Follows the shell's locale live. A
 * language comes when it is first needed, in two parts: what is said up to the first table, and the rest. `again` is
 * an attempt after a failed one.
 */
export async function createText(host: DevHotloadHost, again = false): Promise<OwnedText> {
  const loaded = shallowRef<ReadonlyMap<string, Messages>>(new Map())
  const locale = shallowRef<Locale>('en-US')
  const compiled = new Map<string, Message>()
  let wanted: Locale = 'en-US'
  let wantsRest = false
  let isDisposed = false

  async function load(from: Locale, part: Part, isAgain = again): Promise<void> {
    const name = `${from} ${part}`
    if (loaded.value.has(name)) return
    const messages = (await importChunk(LOADERS[from][part], isAgain)).default
    loaded.value = new Map(loaded.value).set(name, messages)
  }

  async function use(next: Locale): Promise<void> {
    wanted = next
    await Promise.all([load(next, 'first'), ...(wantsRest ? [load(next, 'rest')] : [])])
    // A quicker switch may have overtaken this download.
    if (wanted === next && !isDisposed) locale.value = next
  }

  async function whole(isAgain = false): Promise<void> {
    wantsRest = true
    await load(wanted, 'rest', isAgain)
  }

  const unsubscribe: Dispose = host.locale.subscribe((next) => void use(toLocale(next)).catch(() => {}))
  await use(toLocale(host.locale.get()))

  const partOf = (part: Part) => loaded.value.get(`${locale.value} ${part}`)
  /** Read where a text is drawn, so that it is drawn again in another language, and once the rest is there. */
  const find = (key: string) => textAt(partOf('first'), key) ?? textAt(partOf('rest'), key)

  return {
    t(key, named = {}, count) {
      const text = find(key)
      if (text === null) {
        if (partOf('rest')) return key
        void whole().catch(() => {})
        return ''
      }
      const message = compiled.get(text) ?? compileMessage(text)
      compiled.set(text, message)
      return message(named, count)
    },
    has: (key) => find(key) !== null,
    whole,
    locale,
    dispose() {
      isDisposed = true
      unsubscribe()
    },
  }
}

/** `list.empty` in nested messages; null where there is no text. A server's word may be part of the key. */
function textAt(messages: Messages | undefined, key: string): string | null {
  let at: string | Messages | undefined = messages
  for (const name of key.split('.')) at = typeof at === 'object' && Object.hasOwn(at, name) ? at[name] : undefined
  return typeof at === 'string' ? at : null
}
