import type { Session } from '../../../contracts/index.ts'
import { useText } from '../../ui/index.ts'
import { useSessions } from '../ports.ts'
import type { AttentionItem } from './attention.ts'

export interface AttentionWords {
  /** "14 min": whole units, rounded down, as one says it. */
  span(ms: number): string
  /** Since when, or how long still: "for 14 min", "ends in 40 sec". */
  timeOf(item: AttentionItem, now: number): string
  ownerOf(owner: Session['developer']): string
}

const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const

/** How the sessions in need are spoken of. */
export function useAttentionWords(): AttentionWords {
  const { userId } = useSessions()
  const { t, locale } = useText()

  function span(ms: number): string {
    const [unit, size] = UNITS.find(([, size]) => ms >= size) ?? UNITS[3]
    const count = Math.max(0, Math.floor(ms / size))
    return new Intl.NumberFormat(locale.value, { style: 'unit', unit }).format(count)
  }

  return {
    span,
    timeOf({ kind, at }, now) {
      if (at === null) return t('attention.timeUnknown')
      return t(`attention.time.${kind}`, { time: span(kind === 'ending' ? at - now : now - at) })
    },
    ownerOf: ({ id, name }) => (id === userId() ? t('sessions.you', { name: name ?? id }) : (name ?? id)),
  }
}
