import type { ApexOptions } from 'apexcharts'
import type { MetricSeries } from '../../contracts/index.ts'

export interface TrendLook {
  readonly theme: 'light' | 'dark'
  readonly locale: string
  readonly name: string
  readonly unit: string
}

/** The chart's whole configuration from the series: no animation, no toolbar, times in the reader's zone. */
export function trendOptions(series: MetricSeries, look: TrendLook): ApexOptions {
  const clock = new Intl.DateTimeFormat(look.locale, { hour: '2-digit', minute: '2-digit' })
  const number = new Intl.NumberFormat(look.locale, { maximumFractionDigits: 1 })
  const soft = look.theme === 'dark' ? '#d1d5db' : '#4b5563'
  return {
    chart: {
      type: 'line',
      height: 180,
      width: '100%',
      animations: { enabled: false },
      toolbar: { show: false },
      zoom: { enabled: false },
      background: 'transparent',
      fontFamily: 'inherit',
      parentHeightOffset: 0,
    },
    series: [{ name: look.name, data: series.points.map((point) => ({ x: Date.parse(point.at), y: point.value })) }],
    colors: [look.theme === 'dark' ? '#93c5fd' : '#1d4ed8'],
    stroke: { width: 2, curve: 'straight' },
    // A lone point between gaps has no line to be seen by.
    markers: { size: series.points.filter((point) => point.value !== null).length < 40 ? 3 : 0 },
    grid: { borderColor: look.theme === 'dark' ? '#374151' : '#e5e7eb', padding: { top: -12, bottom: 0 } },
    theme: { mode: look.theme },
    tooltip: { x: { formatter: (at) => clock.format(at) }, theme: look.theme },
    xaxis: {
      type: 'datetime',
      labels: { formatter: (_value, at) => clock.format(at), style: { colors: soft } },
      tooltip: { enabled: false },
    },
    yaxis: {
      min: 0,
      labels: { formatter: (value) => `${number.format(value)} ${look.unit}`, style: { colors: soft } },
    },
  }
}
