import { computed, onScopeDispose, provide, shallowRef, type ShallowRef } from 'vue'
import type { DevHotloadHost } from '../../../contracts/host.ts'
import type { LoadingPort, LoadTrouble } from '../../ui/lazy/loading-port.ts'
import { TextKey, type Text } from '../../ui/text.ts'
import { createText, toLocale, type OwnedText } from './create-text.ts'
import { firstWord } from './first-words.ts'

export interface OwnText {
  /** Null until they are there. */
  readonly text: Readonly<ShallowRef<OwnedText | null>>
  readonly trouble: Readonly<ShallowRef<LoadTrouble | null>>
  readonly attempts: Readonly<ShallowRef<number>>
  readonly busy: Readonly<ShallowRef<boolean>>
  retry(): void
}

/** Provides the texts to everything inside of the door; with a few built-in words while they are what did not load. */
export function useOwnText(
  host: DevHotloadHost,
  { explain, onOnline }: LoadingPort,
  create: typeof createText = createText,
): OwnText {
  const text = shallowRef<OwnedText | null>(null)
  const trouble = shallowRef<LoadTrouble | null>(null)
  const attempts = shallowRef(0)
  const busy = shallowRef(false)
  const first = toLocale(host.locale.get())
  let isGone = false
  let stopWaiting = () => {}

  provide(TextKey, {
    t: (key, named, count) => text.value?.t(key, named, count) ?? firstWord(first, key),
    has: (key) => text.value?.has(key) ?? false,
    whole: async (again) => text.value?.whole?.(again),
    locale: computed(() => text.value?.locale.value ?? first),
  } satisfies Text)

  async function load(again: boolean): Promise<void> {
    if (busy.value) return
    stopWaiting()
    busy.value = true
    try {
      const made = await create(host, again)
      if (isGone) return made.dispose()
      text.value = made
      trouble.value = null
    } catch (error) {
      trouble.value = await explain(error)
      attempts.value++
      if (trouble.value.kind === 'offline' && !isGone) stopWaiting = onOnline(() => void load(true))
    } finally {
      busy.value = false
    }
  }

  void load(false)
  onScopeDispose(() => {
    isGone = true
    stopWaiting()
    text.value?.dispose()
  })
  return { text, trouble, attempts, busy, retry: () => void load(true) }
}
