import { compileSearch, needsPatterns } from './compile-filter.ts'
import type { TestingLogView } from './create-log-view.ts'
import { createHitList } from './hit-list.ts'
import type { LogFind } from './log-find.ts'
import type { LogRows } from './log-rows.ts'
import type { LogSegment } from './log-segment.ts'
import type { PatternProblem } from './log-view.ts'
import { loadPatterns } from './pattern.ts'
import { createRowScan } from './row-scan.ts'
import { hasText, passAll, type RowTest } from './row-test.ts'
import type { TextSearch } from './text-search.ts'
import { SLICE_MS, type WorkLoop } from './work-loop.ts'

export interface LogFindDeps {
  readonly buffer: LogRows
  readonly loop: WorkLoop
  /** Only rows that it shows are found; folded ones count as shown. */
  readonly view: Pick<TestingLogView, 'test'>
  readonly load?: typeof loadPatterns
}

function bothTests(view: RowTest, search: TextSearch): RowTest {
  const { text } = view
  return {
    get epoch() {
      return view.epoch
    },
    others: false,
    columns: view.columns,
    text: (texts, index) => (text === null || text(texts, index)) && hasText(search, texts, index),
  }
}

export function createLogFind({ buffer, loop, view, load = loadPatterns }: LogFindDeps): LogFind {
  const hits = createHitList()
  const scan = createRowScan({
    rows: buffer,
    now: loop.now,
    test: passAll,
    sink: {
      newer: (segment: LogSegment, index: number) => hits.pushBack(segment.start + index, 0),
      older: (segment: LogSegment, index: number) => hits.pushFront(segment.start + index, 0),
      dropBefore: hits.dropBefore,
      clear: hits.clear,
      readsTexts: false,
    },
  })
  const work = loop.add(slice)
  let search: TextSearch | null = null
  let inForce = { text: '', isPattern: false }
  let under = view.test
  let problem: PatternProblem | null = null
  let isSearching = false
  let turn = 0
  let version = 0
  let seen = buffer.version

  function restart(): void {
    under = view.test
    if (search) scan.restart(bothTests(under, search))
    else hits.clear()
  }

  function settle(isDone: boolean): boolean {
    version++
    isSearching = !isDone
    if (!isDone) work.wake()
    return isDone
  }

  function slice(deadline: number): boolean {
    if (!search) return true
    if (under !== view.test) restart()
    return settle(scan.work(deadline))
  }

  function begin(): void {
    seen = buffer.version
    restart()
    settle(!search || scan.work(loop.now() + SLICE_MS))
  }

  return {
    get version() {
      return version
    },
    get count() {
      return hits.length
    },
    get isSearching() {
      return isSearching
    },
    get problem() {
      return problem
    },
    async setText(text, isPattern) {
      const mine = ++turn
      const patterns = needsPatterns({ text, isPattern, exclude: '' }) ? await load() : null
      if (mine !== turn) return
      const compiled = patterns && !patterns.ok ? patterns : compileSearch(text, isPattern, patterns?.value ?? null)
      version++
      problem = compiled.ok ? null : compiled.error
      if (!compiled.ok || (inForce.text === text && inForce.isPattern === isPattern)) return
      inForce = { text, isPattern }
      search = compiled.value
      begin()
    },
    numberOf: (seq) => (hits.has(seq) ? hits.positionOf(seq) + 1 : 0),
    step(seq, direction) {
      const { length } = hits
      if (length === 0) return null
      const at = direction === 1 ? hits.positionOf(seq + 1) : hits.positionOf(seq) - 1
      return hits.seqAt((at + length) % length)
    },
    rangesIn: (text) => search?.ranges(text) ?? [],
    refresh() {
      if (!search) return
      if (under !== view.test) return begin()
      if (seen === buffer.version) return
      seen = buffer.version
      const deadline = loop.now() + SLICE_MS
      settle(scan.sync() ? scan.work(deadline) : scan.workNewer(deadline))
    },
    dispose() {
      turn++
      work.stop()
    },
  }
}
