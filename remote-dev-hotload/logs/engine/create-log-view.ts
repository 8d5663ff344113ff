import { compileFilter, needsPatterns } from './compile-filter.ts'
import { createLineTally } from './line-tally.ts'
import { isSameFilter, noFilter } from './log-filter.ts'
import { segmentOf, type LogRows } from './log-rows.ts'
import type { LogView, PatternProblem } from './log-view.ts'
import { loadPatterns } from './pattern.ts'
import { createReloadIndex } from './reload-index.ts'
import { createRowScan } from './row-scan.ts'
import { passAll, type RowTest } from './row-test.ts'
import { createShownRows } from './shown-rows.ts'
import { SLICE_MS, type WorkLoop } from './work-loop.ts'

/** A view that also says how it decides, for whoever looks at the same rows. */
export interface TestingLogView extends LogView {
  /** Replaced by another object when another filter is in force. */
  readonly test: RowTest
}

export interface LogViewDeps {
  readonly buffer: LogRows
  readonly loop: WorkLoop
  readonly load?: typeof loadPatterns
}

/** Rows without a readable time that are stepped over to say how far back the search has come. */
const MAX_TIMELESS = 64

export function createLogView({ buffer, loop, load = loadPatterns }: LogViewDeps): TestingLogView {
  const reloads = createReloadIndex(buffer)
  const shown = createShownRows(buffer)
  const scan = createRowScan({ rows: buffer, now: loop.now, sink: shown, test: passAll })
  const tally = createLineTally()
  const work = loop.add(slice)
  const { hits } = shown
  let filter = noFilter
  let test = passAll
  let problem: PatternProblem | null = null
  let turn = 0
  let version = 0
  let seen = buffer.version
  /** Rows known, for as long as nothing hides any and none are listed. */
  let first = buffer.first
  let next = buffer.next

  const isPlain = () => test === passAll && !shown.folds
  const list = () => shown.folds?.heads ?? hits
  const length = () => (isPlain() ? next - first : list().length)

  function positionOf(seq: number): number {
    return isPlain() ? Math.min(Math.max(seq - first, 0), next - first) : list().positionOf(seq)
  }

  const seqAt = (position: number) => (isPlain() ? first + position : list().seqAt(position))

  function isShown(seq: number): boolean {
    const position = positionOf(seq)
    return position < length() && seqAt(position) === seq
  }

  function slice(deadline: number): boolean {
    version++
    if (isPlain()) return true
    return scan.work(deadline)
  }

  /** What can be done at once is, so that the end of the log is right in the same call. */
  function begin(): void {
    version++
    first = buffer.first
    next = buffer.next
    seen = buffer.version
    if (isPlain()) return hits.clear()
    scan.restart(test)
    if (!scan.work(loop.now() + SLICE_MS)) work.wake()
  }

  function backTo(): number {
    const segments = buffer.segments()
    for (let seq = scan.low; seq < scan.low + MAX_TIMELESS && seq < buffer.next; seq++) {
      const segment = segmentOf(segments, seq)
      const ts = segment?.ts[seq - segment.start] ?? NaN
      if (!Number.isNaN(ts)) return ts
    }
    return NaN
  }

  return {
    get length() {
      return length()
    },
    get version() {
      return version
    },
    get test() {
      return test
    },
    get problem() {
      return problem
    },
    get search() {
      const all = next - first
      if (isPlain() || scan.looked >= all) return null
      return { part: scan.looked / all, backTo: backTo() }
    },
    seqAt,
    positionOf,
    isShown,
    foldOf: (seq) => (shown.folds && isShown(seq) ? shown.folds.foldAt(positionOf(seq)) : null),
    headOf(seq) {
      if (shown.folds) return shown.folds.headOf(seq)
      return isShown(seq) ? seq : null
    },
    rowsOf(seq) {
      const fold = shown.folds && isShown(seq) ? shown.folds.foldAt(positionOf(seq)) : null
      const start = hits.positionOf(seq)
      return fold ? Array.from({ length: fold.count }, (_, at) => hits.seqAt(start + at)) : [seq]
    },
    countAfter(seq) {
      if (isPlain()) return tally.between(buffer.segments(), Math.max(seq + 1, buffer.first), next)
      return hits.countFrom(hits.positionOf(seq + 1))
    },
    async setFilter(wanted) {
      const mine = ++turn
      const patterns = needsPatterns(wanted) ? await load() : null
      if (mine !== turn) return
      reloads.refresh()
      const compiled =
        patterns && !patterns.ok ? patterns : compileFilter(wanted, buffer, reloads, patterns?.value ?? null)
      version++
      problem = compiled.ok ? null : compiled.error
      if (!compiled.ok || isSameFilter(wanted, filter)) return
      filter = wanted
      test = compiled.value
      begin()
    },
    setFold(on) {
      if (on === (shown.folds !== null)) return
      shown.setFold(on)
      begin()
    },
    refresh() {
      if (seen === buffer.version) return
      seen = buffer.version
      version++
      first = buffer.first
      next = buffer.next
      if (isPlain()) return
      const deadline = loop.now() + SLICE_MS
      if (!(scan.sync() ? scan.work(deadline) : scan.workNewer(deadline))) work.wake()
    },
    dispose() {
      turn++
      work.stop()
    },
  }
}
