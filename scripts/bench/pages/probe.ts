import { clockOffset, pageNow } from './clock.ts'
import { afterPaint, watchFrames } from './frame-watch.ts'
import type { Probe, WindowReport } from './probe-report.ts'
import { seqOf, type Viewer } from './viewer.ts'

const INPUTS = ['keydown', 'pointerdown', 'click'] as const

/** Measures the page that it stands in, while it is told to. */
export function createProbe(starting: Promise<Viewer>): Probe {
  let viewer: Viewer | null = null
  let offset = 0
  let stopWindow: (() => WindowReport) | null = null
  const now = () => pageNow() + offset

  const ready = (async () => {
    viewer = await starting
    offset = await clockOffset()
  })()

  function start(): void {
    stopWindow?.()
    const from = now()
    let newest = 0
    const frames: number[] = []
    const paints: [number, number][] = []
    const longTasks: number[] = []
    const inputs: { type: string; took: number }[] = []

    const stopFrames = watchFrames(
      (took) => frames.push(took),
      () => {
        const seq = seqOf(viewer?.newest() ?? null)
        if (seq <= newest) return
        newest = seq
        paints.push([now(), seq])
      },
    )
    const tasks = new PerformanceObserver((list) =>
      longTasks.push(...list.getEntries().map(({ duration }) => duration)),
    )
    tasks.observe({ type: 'longtask' })
    const onInput = (event: Event) => {
      // The event's own time: what it waited for a busy page counts.
      const { type, timeStamp } = event
      afterPaint(() => inputs.push({ type, took: performance.now() - timeStamp }))
    }
    for (const type of INPUTS) window.addEventListener(type, onInput, { capture: true, passive: true })

    stopWindow = () => {
      stopFrames()
      tasks.disconnect()
      for (const type of INPUTS) window.removeEventListener(type, onInput, { capture: true })
      stopWindow = null
      return { from, to: now(), frames, paints, longTasks, inputs }
    }
  }

  function stop(): WindowReport {
    if (stopWindow === null) throw new Error('No window was started.')
    return stopWindow()
  }

  return {
    ready,
    start,
    stop,
    stopPainted: () => new Promise((resolve) => afterPaint(() => afterPaint(() => resolve(stop())))),
    received: () => viewer?.received() ?? 0,
    focusField() {
      const field = viewer?.field()
      if (!viewer || !field) return null
      field.focus()
      return viewer.key
    },
    home: () => viewer?.home?.(),
  }
}
