/**
 * Reads RFC 3339 times. Nearly all lines carry `2026-11-23T10:00:00.123Z`, and one day covers many of them, so the
 * day is parsed once and the rest by hand: `Date.parse` and `toISOString` would cost more than storing the line.
 */
export class UtcTime {
  /** Wall-clock ms of the text read last; NaN when it is no time. */
  ms = NaN
  /** Whether `toISOString` of `ms` gives the text back. */
  isPlain = false
  private day = ''
  private dayMs = NaN

  read(text: string): void {
    this.isPlain = this.readPlain(text)
    if (this.isPlain) return
    this.ms = Date.parse(text)
    this.isPlain = !Number.isNaN(this.ms) && new Date(this.ms).toISOString() === text
  }

  private readPlain(text: string): boolean {
    if (text.length !== 24 || text[13] !== ':' || text[16] !== ':' || text[19] !== '.' || text[23] !== 'Z') return false
    if (this.day === '' || !text.startsWith(this.day)) {
      const day = text.slice(0, 11)
      const ms = Date.parse(`${day}00:00:00.000Z`)
      // February 30th and the like are read leniently by some engines.
      if (Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 11) !== day) return false
      this.day = day
      this.dayMs = ms
    }
    const hour = digits(text, 11, 2)
    const minute = digits(text, 14, 2)
    const second = digits(text, 17, 2)
    const milli = digits(text, 20, 3)
    if (!(hour < 24 && minute < 60 && second < 60 && milli < 1_000)) return false
    this.ms = this.dayMs + ((hour * 60 + minute) * 60 + second) * 1_000 + milli
    return true
  }
}

/** NaN when one of them is no digit. */
function digits(text: string, from: number, count: number): number {
  let value = 0
  for (let i = from; i < from + count; i++) {
    const digit = text.charCodeAt(i) - 48
    if (digit < 0 || digit > 9) return NaN
    value = value * 10 + digit
  }
  return value
}
