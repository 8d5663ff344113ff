/** How long an alert can be put off by one press. */
export const SNOOZES = ['quarter', 'hour', 'tomorrow'] as const
export type Snooze = (typeof SNOOZES)[number]

const MINUTE_MS = 60_000
/** When a day's work begins, on the reader's clock. */
const MORNING_HOUR = 9

/** Wall-clock ms until which it is put off; days and hours are those of the reader's zone. */
export function snoozeEnd(snooze: Snooze, now: number): number {
  switch (snooze) {
    case 'quarter':
      return now + 15 * MINUTE_MS
    case 'hour':
      return now + 60 * MINUTE_MS
    case 'tomorrow': {
      const at = new Date(now)
      return new Date(at.getFullYear(), at.getMonth(), at.getDate() + 1, MORNING_HOUR).getTime()
    }
  }
}

const two = (value: number) => String(value).padStart(2, '0')

/** Wall-clock ms → what `<input type="datetime-local">` shows, in the reader's zone. */
export function toField(ms: number): string {
  const at = new Date(ms)
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}`
}

/** The other way; null for an empty field, and for a time that is not in the future. */
export function fromField(text: string, now: number): number | null {
  const at = text === '' ? NaN : new Date(text).getTime()
  return at > now ? at : null
}
