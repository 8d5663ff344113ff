const two = (value: number) => String(value).padStart(2, '0')

/** `10:41:02` in the reader's zone or in UTC; '' for a time that nobody knows. */
export function timeOfDay(ms: number, isUtc = false): string {
  const at = new Date(ms)
  if (Number.isNaN(at.getTime())) return ''
  return isUtc
    ? `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())}`
    : `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`
}

/** Wall-clock ms → what `<input type="datetime-local" step="1">` shows, in the reader's zone. */
export function toInput(ms: number | null): string {
  const at = ms === null ? null : new Date(ms)
  if (!at || Number.isNaN(at.getTime())) return ''
  const year = String(at.getFullYear()).padStart(4, '0')
  return `${year}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${timeOfDay(at.getTime())}`
}

/**
 * The other way; null when the field is empty. A range's end takes in its whole second: who writes 10:41:02
 * wants to see what came at 10:41:02.5.
 */
export function fromInput(text: string, edge: 'from' | 'to'): number | null {
  const at = text === '' ? NaN : new Date(text).getTime()
  if (Number.isNaN(at)) return null
  return edge === 'to' ? Math.floor(at / 1_000) * 1_000 + 999 : at
}
