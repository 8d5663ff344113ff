import type { Text, When } from '../ui/index.ts'
import type { Health } from './session-health.ts'
import type { HealthReason } from './health-reasons.ts'

/** The word for a session's health; the server's own where we have none. */
export const healthWord = ({ word }: Pick<Health, 'word'>, status: string, { t }: Pick<Text, 't'>): string =>
  word === null ? status : t(`health.${word}`)

/** The sentence that says why, with its durations in the reader's language. */
export function healthReason(
  reason: HealthReason | null,
  { t }: Pick<Text, 't'>,
  { duration }: Pick<When, 'duration'>,
): string | null {
  if (reason === null) return null
  const named = Object.entries(reason.named).map(([name, value]) =>
    typeof value === 'number' && name.endsWith('Ms') ? [name.slice(0, -2), duration(value)] : [name, value],
  )
  return t(`health.reason.${reason.key}`, Object.fromEntries(named) as Record<string, string | number>)
}
