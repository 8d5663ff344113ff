import { computed, onScopeDispose, ref, type Ref } from 'vue'
import type { Clock } from '../kernel/index.ts'
import { useText } from './text.ts'

const STEPS = [
  ['second', 60],
  ['minute', 60],
  ['hour', 24],
  ['day', Infinity],
] as const

/** The wall clock as a ref, once a second; one timer for as long as the calling scope lives. */
export function useNow(clock: Pick<Clock, 'now' | 'every'>): Readonly<Ref<number>> {
  const now = ref(clock.now())
  onScopeDispose(clock.every(1_000, () => (now.value = clock.now())))
  return now
}

export interface When {
  /** "2 min. ago"; `at` is RFC 3339 or ms. */
  ago(at: string | number, now: number): string
  /** Date and time in the reader's zone. */
  full(at: string): string
  /** Time of day to the millisecond, `10:41:02.380`. */
  clockTime(at: string): string
  /** "38 ms", "1.2 s", "3.4 min". */
  duration(ms: number): string
}

/** Times and durations in the shell's language. */
export function useWhen(): When {
  const { locale } = useText()
  const relative = computed(() => new Intl.RelativeTimeFormat(locale.value, { style: 'narrow', numeric: 'auto' }))
  const absolute = computed(() => new Intl.DateTimeFormat(locale.value, { dateStyle: 'medium', timeStyle: 'medium' }))
  const unit = (value: number, name: string, digits: number) =>
    new Intl.NumberFormat(locale.value, { style: 'unit', unit: name, maximumFractionDigits: digits }).format(value)
  return {
    ago(at, now) {
      const from = typeof at === 'number' ? at : Date.parse(at)
      if (Number.isNaN(from)) return String(at)
      let value = Math.min(0, Math.round((from - now) / 1_000))
      for (const [name, size] of STEPS) {
        if (Math.abs(value) < size) return relative.value.format(value, name)
        value = Math.round(value / size)
      }
      return relative.value.format(value, 'day')
    },
    full(at) {
      const time = Date.parse(at)
      return Number.isNaN(time) ? at : absolute.value.format(time)
    },
    clockTime(at) {
      const time = new Date(at)
      if (Number.isNaN(time.getTime())) return at.slice(0, 12)
      const two = (value: number) => String(value).padStart(2, '0')
      const ms = String(time.getMilliseconds()).padStart(3, '0')
      return `${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}.${ms}`
    },
    duration(ms) {
      if (ms < 1_000) return unit(Math.round(ms), 'millisecond', 0)
      return ms < 60_000 ? unit(ms / 1_000, 'second', 1) : unit(ms / 60_000, 'minute', 1)
    },
  }
}
