import type { LogLook } from '../log-look.ts'

/** How the time of a row is written in its column. */
export interface TimeWords {
  /** Time of day in the reader's zone. */
  local(at: string): string
  /** "2 min. ago". */
  ago(at: string): string
  /** "38 ms". */
  duration(ms: number): string
}

const two = (value: number) => String(value).padStart(2, '0')

/** Time of day in UTC to the millisecond, `10:41:02.380Z`. */
export function utcTime(at: string): string {
  const time = new Date(at)
  if (Number.isNaN(time.getTime())) return at.slice(0, 12)
  const ms = String(time.getUTCMilliseconds()).padStart(3, '0')
  return `${two(time.getUTCHours())}:${two(time.getUTCMinutes())}:${two(time.getUTCSeconds())}.${ms}Z`
}

/** The text of the time column; `before` is the time of the line above, null for the first one. */
export function timeText(look: LogLook['time'], at: string, before: string | null, words: TimeWords): string {
  switch (look) {
    case 'local':
      return words.local(at)
    case 'utc':
      return utcTime(at)
    case 'relative':
      return words.ago(at)
    case 'delta': {
      const span = before === null ? Number.NaN : Date.parse(at) - Date.parse(before)
      if (Number.isNaN(span)) return ''
      return `${span < 0 ? '−' : '+'}${words.duration(Math.abs(span))}`
    }
    case 'none':
      return ''
  }
}
