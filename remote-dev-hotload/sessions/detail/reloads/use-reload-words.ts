import type { Reload } from '../../../../contracts/index.ts'
import { useText, type IconName } from '../../../ui/index.ts'

interface Mark {
  readonly icon: IconName
  readonly tone: 'ok' | 'info' | 'error' | 'off'
  readonly word: string
}

/** A reload in the reader's words; what a newer CLI names otherwise is shown as it is. */
export function useReloadWords() {
  const { t, has } = useText()
  const wordOf = (group: 'mode' | 'by', word: string): string => {
    const key = `reload.${group}.${word.toLowerCase()}`
    return has(key) ? t(key) : word
  }

  return {
    mode: (mode: string): string => wordOf('mode', mode),
    trigger: (trigger: string): string =>
      has(`reload.by.${trigger.toLowerCase()}`) ? wordOf('by', trigger) : t('reload.trigger', { trigger }),
    /** `success: null` is "not reported", never "failed". */
    result({ success }: Pick<Reload, 'success'>): Mark {
      if (success === null) return { icon: 'unknown', tone: 'off', word: t('reload.resultUnreported') }
      return success
        ? { icon: 'check', tone: 'ok', word: t('reload.good') }
        : { icon: 'failed', tone: 'error', word: t('reload.failed') }
    },
    modeIcon: (mode: string): IconName =>
      mode.toLowerCase() === 'hot' ? 'hot' : mode.toLowerCase() === 'full' ? 'full' : 'unknown',
  }
}
