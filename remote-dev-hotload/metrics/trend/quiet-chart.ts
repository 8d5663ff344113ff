import ApexCharts from 'apexcharts'
import type { ApexOptions } from 'apexcharts'

/** Where the plot is inside of the drawing, CSS px, and which values its lower and upper edge stand for. */
export interface Plot {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly low: number
  readonly high: number
}

/** A chart that leaves nothing behind in the page and writes no style element of its own. */
export interface QuietChart {
  draw(options: ApexOptions): Promise<void>
  dispose(): void
}

/** ApexCharts looks for this id before it writes its sheet; ours holds what a chart without tooltip and legend needs. */
const SHEET_ID = 'apexcharts-css'

/**
 * ApexCharts writes two style elements, which a strict `style-src` forbids and reports. Neither is needed without a
 * tooltip and a legend: the first is not written where an element of its id is, the second by a legend that we quieten
 * each time the chart makes one. `onPlot` is called after every drawing, also those of a resize.
 */
export function createQuietChart(box: HTMLElement, onPlot: (plot: Plot | null) => void): QuietChart {
  const root = box.getRootNode()
  if (root instanceof ShadowRoot && root.getElementById(SHEET_ID) === null) {
    const mark = document.createElement('span')
    mark.id = SHEET_ID
    mark.hidden = true
    root.append(mark)
  }
  let chart: ApexCharts | null = null
  const told = (drawn: unknown) => onPlot(plotOf(drawn))
  const withEvents = (options: ApexOptions): ApexOptions => ({
    ...options,
    chart: { ...options.chart, events: { mounted: told, updated: told } },
  })

  return {
    async draw(options) {
      if (chart) {
        await chart.updateOptions(withEvents(options), false, false)
        return
      }
      chart = new ApexCharts(box, withEvents(options))
      quieten(chart)
      await chart.render()
    },
    dispose() {
      chart?.destroy()
      chart = null
    },
  }
}

interface WithLegend {
  legend: { legendHelpers: { appendToForeignObject: () => void } } | null
}

function quieten(chart: ApexCharts): void {
  const parts = chart as unknown as WithLegend
  let { legend } = parts
  Object.defineProperty(parts, 'legend', {
    configurable: true,
    get: () => legend,
    set(next: WithLegend['legend']) {
      if (next) next.legendHelpers.appendToForeignObject = () => {}
      legend = next
    },
  })
}

/** What the library keeps to itself and tells its listeners; null when it is not there. */
function plotOf(chart: unknown): Plot | null {
  const globals = (chart as { w?: { globals?: Record<string, unknown> } } | null)?.w?.globals
  const [low] = (globals?.['minYArr'] as number[] | undefined) ?? []
  const [high] = (globals?.['maxYArr'] as number[] | undefined) ?? []
  const { translateX: x, translateY: y, gridWidth: width, gridHeight: height } = globals ?? {}
  const numbers = [x, y, width, height, low, high]
  if (!numbers.every((value): value is number => typeof value === 'number' && Number.isFinite(value))) return null
  const [left, top, wide, tall, least, most] = numbers as [number, number, number, number, number, number]
  return { x: left, y: top, width: wide, height: tall, low: least, high: most }
}
