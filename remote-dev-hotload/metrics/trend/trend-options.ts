import type { ApexOptions } from 'apexcharts'
import type { Trend } from './trend.ts'

/** Colours, words and numbers of a chart, ready to be drawn. */
export interface TrendLook {
  readonly theme: 'light' | 'dark'
  /** Of each line, in their order. */
  readonly lines: readonly string[]
  readonly grid: string
  readonly text: string
  /** Text of the axis of values. */
  readonly value: (value: number) => string
  /** Limits of the server that are worth drawing. */
  readonly limits: readonly {
    readonly at: number
    readonly colour: string
    readonly word: string
    /** Values below it are bad, so that its word stands there. */
    readonly isBelow: boolean
  }[]
}

/** Height of a chart, CSS px. */
const HEIGHT = 168
/** The library leaves more room below the plot than the times need, CSS px. */
const BELOW = 2

/** The second line is told from the first without colours. */
const DASHES = [0, 5]

/**
 * The chart's whole configuration. No tooltip, legend, toolbar or animation: the tooltip is the one part that writes
 * markup, and what it would say is said by the reading beside the chart, for the keyboard too.
 */
export function trendOptions(trend: Trend, look: TrendLook): ApexOptions {
  const { times, lines, from, to, stepMs, unit } = trend
  const isShare = unit === 'percent'
  return {
    chart: {
      type: 'line',
      height: HEIGHT,
      width: '100%',
      animations: { enabled: false },
      toolbar: { show: false },
      zoom: { enabled: false },
      selection: { enabled: false },
      background: 'transparent',
      fontFamily: 'inherit',
      parentHeightOffset: 0,
      redrawOnWindowResize: false,
    },
    // In the middle of its step: a reload that made the value stands beside it and not behind it.
    series: lines.map(({ name, values }) => ({
      name,
      data: times.map((at, index) => ({ x: at + stepMs / 2, y: values[index] ?? null })),
    })),
    colors: [...look.lines],
    stroke: { width: 2, curve: 'straight', dashArray: lines.map((_, index) => DASHES[index % DASHES.length]!) },
    markers: { size: 0, showNullDataPoints: false },
    dataLabels: { enabled: false },
    legend: { show: false },
    tooltip: { enabled: false },
    grid: { borderColor: look.grid, padding: { top: -10, right: 12, bottom: BELOW, left: 8 } },
    theme: { mode: look.theme },
    annotations: {
      yaxis: look.limits.map(({ at, colour, word, isBelow }) => ({
        y: at,
        borderColor: colour,
        strokeDashArray: 3,
        label: {
          text: word,
          position: 'left',
          textAnchor: 'start',
          borderWidth: 0,
          offsetY: isBelow ? 12 : 0,
          style: { color: colour, background: 'transparent', fontSize: '10px', padding: { left: 2, right: 2 } },
        },
      })),
    },
    xaxis: {
      type: 'datetime',
      min: from,
      max: to,
      // Its times are drawn with the signs of what happened: few, round, and of the reader's zone.
      labels: { show: false },
      axisBorder: { color: look.grid },
      axisTicks: { show: false },
      tooltip: { enabled: false },
      crosshairs: { show: false },
    },
    yaxis: {
      min: 0,
      ...(isShare ? { max: 100, tickAmount: 2 } : topOf(trend)),
      labels: { formatter: look.value, minWidth: 44, style: { colors: look.text } },
      crosshairs: { show: false },
    },
  }
}

/** Round heads of a scale, and into how many readable steps each is divided. */
const HEADS = [
  [1, 2],
  [1.5, 3],
  [2, 2],
  [3, 3],
  [4, 2],
  [6, 3],
  [8, 2],
  [10, 2],
] as const

/** A round number at or above every value. */
export function topOf({ lines, unit }: Pick<Trend, 'lines' | 'unit'>): { max: number; tickAmount: number } {
  const highest = Math.max(0, ...lines.flatMap(({ values }) => values.map((value) => value ?? 0)))
  const least = unit === 'count' ? 4 : unit === 'ms' ? 20 : 1
  if (!(highest > least) || !Number.isFinite(highest)) return { max: least, tickAmount: 2 }
  const power = 10 ** Math.floor(Math.log10(highest))
  const [head, tickAmount] = HEADS.find(([one]) => one * power >= highest) ?? HEADS.at(-1)!
  return { max: head * power, tickAmount }
}
