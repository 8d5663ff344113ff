import { createWatched } from './watched.ts'
import type { WatchedSource } from './watched.ts'

export type ShellLocale = 'zh-CN' | 'en-US'
export type ShellTheme = 'light' | 'dark'

export interface Preferences {
  locale: WatchedSource<ShellLocale>
  theme: WatchedSource<ShellTheme>
}

const LOCALE_KEY = 'px_locale'
const THEME_KEY = 'powerx-color-mode'

const toLocale = (tag: string): ShellLocale => (/^zh\b/i.test(tag) ? 'zh-CN' : 'en-US')

/** Language and colours as last chosen, else as the browser speaks and light. */
export function createPreferences(deps: {
  storage: Pick<Storage, 'getItem' | 'setItem'> | null
  browserLanguage: string
}): Preferences {
  const { storage, browserLanguage } = deps
  const locale = createWatched(toLocale(storage?.getItem(LOCALE_KEY) ?? browserLanguage))
  const theme = createWatched<ShellTheme>(storage?.getItem(THEME_KEY) === 'dark' ? 'dark' : 'light')
  locale.subscribe((value) => storage?.setItem(LOCALE_KEY, value))
  theme.subscribe((value) => storage?.setItem(THEME_KEY, value))
  return { locale, theme }
}

/** Shows both on the page: `lang`, and the class that the theme's rules look for. */
export function showPreferences({ locale, theme }: Preferences, root: HTMLElement): void {
  const show = () => {
    root.lang = locale.get()
    root.classList.toggle('dark', theme.get() === 'dark')
    root.style.colorScheme = theme.get()
  }
  show()
  locale.subscribe(show)
  theme.subscribe(show)
}
