import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue'
import { useSlips } from '../ui/index.ts'
import { createLogView, type TestingLogView } from './engine/create-log-view.ts'
import type { LogFilter } from './engine/log-filter.ts'
import { createRateMeter } from './engine/rate-meter.ts'
import { createWorkLoop, type WorkLoop } from './engine/work-loop.ts'
import type { ScopeLog } from './log-book.ts'
import { useLogs } from './ports.ts'

/** Lines a second: what arrives, and what the screen gets to show of it. */
export interface LogRate {
  readonly showing: number
  readonly arriving: number
}

/** The rows to draw, and a number that moves when something has to be drawn again. */
export interface LiveView {
  readonly view: TestingLogView
  readonly loop: WorkLoop
  readonly version: Readonly<ShallowRef<number>>
  /** Null as long as every line can be shown. */
  readonly rate: Readonly<ShallowRef<LogRate | null>>
  /** Something that is drawn has changed: draws at most once in the next frame. */
  requestDraw(): void
  /** Called before each draw: whoever looks at the same rows takes in what is new. */
  onDraw(refresh: () => void): void
}

export interface LiveViewDeps {
  readonly log: ScopeLog
  readonly filter: () => LogFilter
  readonly isFolded: () => boolean
  readonly isFollowing: () => boolean
  /** How many rows one screen shows. */
  readonly screenRows: () => number
}

/** Above this many lines a second nobody reads along: the screen then changes a few times a second instead of sixty. */
const READABLE_PER_SECOND = 2_000
const CALM_MS = 100
const SAY_MS = 500

/** Keeps the filtered rows of a log up to date for as long as the calling component lives. */
export function useLiveView({ log, filter, isFolded, isFollowing, screenRows }: LiveViewDeps): LiveView {
  const { book, clock, soon } = useLogs()
  const { slip, calmly } = useSlips()
  const { buffer } = log
  const version = shallowRef(0)
  const rate = shallowRef<LogRate | null>(null)
  const loop = createWorkLoop({ now: clock.monotonic, soon, onSlice: requestDraw })
  const view = createLogView({ buffer, loop })
  const arriving = createRateMeter({ now: clock.monotonic })
  const showing = createRateMeter({ now: clock.monotonic })
  const refreshers: (() => void)[] = []
  let frame: number | null = null
  let cancelCalm: (() => void) | null = null
  let drawnAt = -Infinity
  let saidAt = -Infinity
  let knownNext = buffer.next
  let drawnNext = buffer.next

  function draw(): void {
    cancelCalm?.()
    cancelCalm = null
    drawnAt = clock.monotonic()
    showing.add(Math.min(Math.max(0, buffer.next - drawnNext), screenRows()))
    drawnNext = buffer.next
    view.refresh()
    for (const refresh of refreshers) refresh()
    version.value++
  }

  function requestDraw(): void {
    frame ??= requestAnimationFrame(
      calmly(() => {
        frame = null
        draw()
      }),
    )
  }

  function sayRate(perSecond: number): void {
    if (drawnAt - saidAt < SAY_MS) return
    saidAt = drawnAt
    rate.value = { showing: Math.round(showing.perSecond()), arriving: Math.round(perSecond) }
  }

  function onChange(): void {
    arriving.add(Math.max(0, buffer.next - knownNext))
    knownNext = buffer.next
    const perSecond = arriving.perSecond()
    if (perSecond <= READABLE_PER_SECOND || !isFollowing()) {
      rate.value = null
      return draw()
    }
    const wait = CALM_MS - (clock.monotonic() - drawnAt)
    if (wait <= 0) draw()
    else cancelCalm ??= clock.after(wait, draw)
    sayRate(perSecond)
  }

  /** The flood may end with a last line, and no change says that there was no further one. */
  const endFlood = clock.every(1_000, () => {
    if (rate.value !== null && arriving.perSecond() <= READABLE_PER_SECOND) rate.value = null
  })

  watch(
    filter,
    (next) => {
      void view.setFilter(next).then(requestDraw).catch(slip)
      // Without a pattern it is in force already, and what is seen must not wait for a frame more.
      draw()
    },
    { immediate: true },
  )
  watch(
    isFolded,
    (on) => {
      view.setFold(on)
      draw()
    },
    { immediate: true },
  )

  const unsubscribe = book.onChange(onChange)
  onScopeDispose(() => {
    unsubscribe()
    endFlood()
    cancelCalm?.()
    if (frame !== null) cancelAnimationFrame(frame)
    view.dispose()
    loop.dispose()
  })

  return { view, loop, version, rate, requestDraw, onDraw: (refresh) => void refreshers.push(refresh) }
}
