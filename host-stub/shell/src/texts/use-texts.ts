import { useWatched } from '../host/use-watched.ts'
import { useShell } from '../shell.ts'
import { EN_US } from './en-us.ts'
import type { TextKey } from './en-us.ts'
import { ZH_CN } from './zh-cn.ts'

export type { TextKey } from './en-us.ts'

/** The words of the current language; `{name}` is filled from `values`. Read in a template, it follows the language. */
export function useTexts(): (key: TextKey, values?: Record<string, string>) => string {
  const locale = useWatched(useShell().preferences.locale)
  return (key, values = {}) => {
    const text = (locale.value === 'zh-CN' ? ZH_CN : EN_US)[key]
    return text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
  }
}
