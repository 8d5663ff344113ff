import { shallowReactive } from 'vue'
import type { LogRow } from '../engine/log-row.ts'
import type { LogView } from '../engine/log-view.ts'
import { plainText } from '../ansi.ts'

/** A line whose details are shown, and the element that they are drawn into. */
export interface OpenedLine {
  /** Another one each time a line is opened: nothing of the last time may come back. */
  readonly id: number
  readonly seq: number
  readonly line: Extract<LogRow, { kind: 'line' }>
  readonly host: HTMLElement
  readonly folded: readonly string[]
  readonly foldedRest: number
}

export interface OpenedLines {
  readonly all: readonly OpenedLine[]
  hostOf(seq: number): HTMLElement | null
  /** Opens or closes a row; rows that are no lines have nothing to open. */
  toggle(seq: number): void
  /** Closes what has left the log. */
  prune(): void
  clear(): void
}

/** Each is measured and kept; who opens more closes the first ones. */
const MOST = 50
const FOLDED_SHOWN = 500

/** `source` is asked when something opens; `onHost` is told of elements that come and go. */
export function createOpenedLines(
  source: () => { view: LogView; row(seq: number): LogRow | undefined },
  onHost: { added(host: HTMLElement): void; removed(host: HTMLElement): void },
): OpenedLines {
  const all = shallowReactive<OpenedLine[]>([])
  let order = 0

  function close(index: number): void {
    const [line] = all.splice(index, 1)
    if (!line) return
    onHost.removed(line.host)
    line.host.remove()
  }

  return {
    all,
    hostOf: (seq) => (all.length === 0 ? null : (all.find((line) => line.seq === seq)?.host ?? null)),
    toggle(seq) {
      const index = all.findIndex((line) => line.seq === seq)
      if (index >= 0) return close(index)
      const { view, row } = source()
      const line = row(seq)
      if (line?.kind !== 'line') return
      if (all.length >= MOST) close(0)
      const host = document.createElement('div')
      host.className = 'dh-log-details'
      onHost.added(host)
      const rest = view.rowsOf(seq).slice(1)
      const folded = rest.slice(0, FOLDED_SHOWN).flatMap((member) => {
        const row = source().row(member)
        return row?.kind === 'line' ? [plainText(row.entry.message)] : []
      })
      all.push({ id: ++order, seq, line, host, folded, foldedRest: Math.max(0, rest.length - FOLDED_SHOWN) })
    },
    prune() {
      const { row } = source()
      for (let index = all.length - 1; index >= 0; index--) if (!row(all[index]!.seq)) close(index)
    },
    clear() {
      while (all.length > 0) close(0)
    },
  }
}
