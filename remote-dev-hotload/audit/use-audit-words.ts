import type { AuditEntry } from '../../contracts/index.ts'
import { useText, type IconName } from '../ui/index.ts'
import { isBy, resultKind, type ResultKind } from './audit-entry.ts'
import { useAudit } from './ports.ts'

type Tone = 'ok' | 'info' | 'warn' | 'error' | 'off'

const LOOKS: Readonly<Record<ResultKind, { readonly icon: IconName; readonly tone: Tone }>> = {
  done: { icon: 'check', tone: 'ok' },
  accepted: { icon: 'pending', tone: 'info' },
  conflict: { icon: 'same', tone: 'off' },
  denied: { icon: 'denied', tone: 'warn' },
  failed: { icon: 'failed', tone: 'error' },
  other: { icon: 'unknown', tone: 'off' },
}

// Actions hold dots, which the message keys use for nesting.
const keyOf = (action: string) => action.toLowerCase().replaceAll('.', '-')

/** Entries in the reader's words; what a newer server names otherwise is shown as it is. */
export function useAuditWords() {
  const { t, has } = useText()
  const { userId } = useAudit()

  const actionWord = (action: string): string =>
    has(`audit.kind.${keyOf(action)}`) ? t(`audit.kind.${keyOf(action)}`) : action

  return {
    actionWord,
    /** What was done, or only tried or asked for. */
    act({ action, result }: Pick<AuditEntry, 'action' | 'result'>): string {
      const kind = resultKind(result)
      const key = keyOf(action)
      if (kind === 'accepted' && has(`audit.asked.${key}`)) return t(`audit.asked.${key}`)
      if (kind !== 'done' && kind !== 'accepted' && has(`audit.attempt.${key}`)) return t(`audit.attempt.${key}`)
      return has(`audit.action.${key}`) ? t(`audit.action.${key}`) : action
    },
    actor: (entry: AuditEntry): string => (isBy(entry, userId()) ? t('audit.you', { name: entry.actor }) : entry.actor),
    resultMark(result: string): { icon: IconName; tone: Tone; word: string } {
      const kind = resultKind(result)
      return { ...LOOKS[kind], word: kind === 'other' ? result : t(`audit.result.${kind}`) }
    },
    resultWord: (kind: ResultKind): string => t(`audit.result.${kind}`),
  }
}
