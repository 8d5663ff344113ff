import { inject, type InjectionKey, type Ref } from 'vue'

/** The panel's words in the shell's language. Made in `app/gate/text`, read everywhere. */
export interface Text {
  /** The message of `key` with its named values; `count` picks the plural. */
  t(key: string, named?: Record<string, unknown>, count?: number): string
  /** Resolves once every text is there; absent where they all are. Rejects when they do not arrive. */
  whole?(again?: boolean): Promise<void>
  /** True when there is a message for `key`: server words without one are shown as they are. */
  has(key: string): boolean
  /** `en-US` or `zh-CN`. */
  readonly locale: Readonly<Ref<string>>
}

export const TextKey: InjectionKey<Text> = Symbol('dev-hotload text')

export function useText(): Text {
  const text = inject(TextKey)
  if (!text) throw new Error('Render inside a Dev Hotload door: it provides the texts.')
  return text
}
