import { useText } from '../../ui/index.ts'

export interface KeyNames {
  readonly isApple: boolean
  /** How the key is called on this keyboard and in the reader's language. */
  nameOf(key: string): string
}

/** The names of keys as a list of shortcuts writes them: `Mod` is Ctrl or ⌘, `Space` has a word. */
export function useKeyNames(): KeyNames {
  const { t } = useText()
  const isApple = /mac|iphone|ipad/i.test(navigator.userAgent)
  return {
    isApple,
    nameOf: (key) => (key === 'Mod' ? (isApple ? '⌘' : 'Ctrl') : key === 'Space' ? t('keys.space') : key),
  }
}
