import { useText } from '../../ui/index.ts'
import type { MetricMark } from '../ports.ts'
import { useFigures } from '../use-figures.ts'
import type { Stop } from './stops.ts'
import type { Trend } from './trend.ts'

/** What a stop of a trend says, in words. */
export interface StopWords {
  time(trend: Trend, stop: Stop): string
  /** "p95 120 ms", or the value alone where the chart has one line; one for each line. */
  values(trend: Trend, stop: Stop): string[]
  mark(mark: MetricMark): string
  /** The whole of it in a sentence for a screen reader. */
  all(trend: Trend, stop: Stop): string
}

export function useStopWords(): StopWords {
  const { t, locale } = useText()
  const { figure, span, timeOf } = useFigures()
  const time = (trend: Trend, { at }: Stop) => timeOf(at, trend.stepMs, trend.to)
  const mark = ({ kind, label }: MetricMark) =>
    // Not every reload has a number.
    t(`metrics.mark.${kind}`, { label }).replace(/ {2,}/g, ' ').trim()

  const values = ({ lines, unit }: Trend, stop: Stop) =>
    lines.map(({ name }, index) => {
      const value = stop.values[index] ?? null
      const text = value === null ? t('metrics.notMeasured') : figure(value, unit)
      return lines.length > 1 ? `${t(`metrics.line.${name}`)} ${text}` : text
    })

  return {
    time,
    values,
    mark,
    all(trend, stop) {
      const gap = stop.gapMs > 0 ? [t('metrics.gapBefore', { span: span(stop.gapMs) })] : []
      const parts = [...values(trend, stop), ...stop.marks.map(mark), ...gap]
      return `${time(trend, stop)}: ${new Intl.ListFormat(locale.value, { type: 'unit' }).format(parts)}`
    },
  }
}
