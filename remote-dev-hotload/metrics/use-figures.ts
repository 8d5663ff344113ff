import { computed } from 'vue'
import { useText, useWhen } from '../ui/index.ts'
import type { FigureUnit } from './figure-unit.ts'

/** Figures, spans and times of day as the reader's language writes them. */
export interface Figures {
  /** "38 ms", "96 %", "12.5 lines/s"; a dash for what is not known. */
  figure(value: number | null, unit: FigureUnit): string
  /** How far two figures are apart, without a sign: percentages differ by points. */
  distance(by: number, unit: FigureUnit): string
  /** "15 minutes", "6 hours". */
  span(ms: number): string
  /** Time of day of a step, `10:41` or `10:41:15`; with its day when that is another than `today`. */
  timeOf(at: number, stepMs: number, today: number): string
}

const KEYS = { perSecond: 'metrics.unit.perSecond', perMinute: 'metrics.unit.perMinute' } as const

export function useFigures(): Figures {
  const { t, locale } = useText()
  const { duration } = useWhen()
  const number = computed(() => new Intl.NumberFormat(locale.value, { maximumFractionDigits: 1 }))
  const clocks = computed(() => ({
    minute: new Intl.DateTimeFormat(locale.value, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
    second: new Intl.DateTimeFormat(locale.value, { timeStyle: 'medium', hourCycle: 'h23' }),
    day: new Intl.DateTimeFormat(locale.value, { month: 'short', day: 'numeric' }),
  }))

  const unitOf = (ms: number, unit: 'second' | 'minute' | 'hour', size: number) =>
    new Intl.NumberFormat(locale.value, {
      style: 'unit',
      unit,
      unitDisplay: 'long',
      maximumFractionDigits: 1,
    }).format(ms / size)

  function figure(value: number | null, unit: FigureUnit): string {
    if (value === null) return '–'
    if (unit === 'ms') return duration(value)
    const plain = number.value.format(value)
    if (unit === 'percent') return `${plain} %`
    return unit === 'count' ? plain : t(KEYS[unit], { value: plain })
  }

  return {
    figure,
    distance: (by, unit) =>
      unit === 'percent'
        ? t('metrics.unit.points', { value: number.value.format(Math.abs(by)) })
        : figure(Math.abs(by), unit),
    span(ms) {
      if (ms < 60_000) return unitOf(ms, 'second', 1_000)
      return ms < 3_600_000 ? unitOf(ms, 'minute', 60_000) : unitOf(ms, 'hour', 3_600_000)
    },
    timeOf(at, stepMs, today) {
      const { minute, second, day } = clocks.value
      const time = (stepMs < 60_000 ? second : minute).format(at)
      return new Date(at).toDateString() === new Date(today).toDateString() ? time : `${day.format(at)} ${time}`
    },
  }
}
