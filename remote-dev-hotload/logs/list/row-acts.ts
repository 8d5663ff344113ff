import type { LogRow } from '../engine/log-row.ts'
import type { LogView } from '../engine/log-view.ts'
import { copyRows, type CopyWords } from './copy-rows.ts'
import { hasOwnKeys, listAct, type ListAct } from './list-keys.ts'
import { rangeOf, selectRow, type RowSelection } from './selection.ts'
import { hasTextSelection } from './text-selection.ts'
import type { Viewport } from './viewport.ts'
import { writeClipboard } from './write-clipboard.ts'

/** What the acts of a reader work on. */
export interface RowActsPorts {
  view(): LogView
  row(seq: number): LogRow | undefined
  viewport(): Viewport | undefined
  scroller(): HTMLElement
  copyWords(): CopyWords
  /** Marks have changed: the rows on the screen are to be drawn again. */
  redraw(): void
  toggle(seq: number): void
  follow(on: boolean): void
  /** `isCut`: there was more than may be copied at once. */
  copied(lines: number, isCut: boolean): void
  copyLink(seq: number): void
  cursor(seq: number): void
  reachedStart(): void
}

export interface RowActs {
  readonly active: number | null
  readonly selection: RowSelection | null
  /** Stands on a row; `where` brings it into sight. */
  stand(seq: number, where: 'middle' | 'near' | null): void
  select(seq: number, extend: boolean): void
  copy(from: number, to: number): Promise<void>
  /** Handler for keydown; keys that mean nothing here bubble on. */
  onKey(event: KeyboardEvent): void
  forget(): void
}

/** Lets the browser draw and take input between two slices of work. */
const breathe = () => new Promise<void>((resolve) => setTimeout(resolve))

/** Reading with the keyboard, marking rows and copying them, all by number and not by what is drawn. */
export function createRowActs(ports: RowActsPorts): RowActs {
  let active: number | null = null
  let selection: RowSelection | null = null

  function stand(seq: number, where: 'middle' | 'near' | null): void {
    if (where !== null) ports.follow(false)
    const isNew = active !== seq
    active = seq
    if (where !== null) ports.viewport()?.show(seq, where)
    ports.redraw()
    if (isNew) ports.cursor(seq)
  }

  function move(act: Extract<ListAct, { kind: 'move' }>): void {
    const view = ports.view()
    const screen = ports.viewport()?.onScreen()
    if (view.length === 0 || !screen) return
    const last = view.length - 1
    const page = Math.max(1, screen.last - screen.first)
    const from = active === null ? null : Math.min(last, view.positionOf(active))
    const start = act.step > 0 ? screen.first : screen.last
    const to = from === null ? start : from + act.step * (act.by === 'line' ? 1 : page)
    const seq = view.seqAt(Math.max(0, Math.min(last, to)))
    if (act.extend) selection = selectRow(selection ?? selectRow(null, active ?? seq, false), seq, true)
    stand(seq, 'near')
    if (to < 0) ports.reachedStart()
  }

  async function copy(from: number, to: number): Promise<void> {
    const source = { view: ports.view(), row: ports.row }
    const { text, lines, isCut } = await copyRows({ from, to }, source, ports.copyWords(), breathe)
    const isCopied = lines > 0 && (await writeClipboard(text, ports.scroller()))
    ports.copied(isCopied ? lines : 0, isCut)
  }

  function selectAll(): void {
    const view = ports.view()
    if (view.length === 0) return
    selection = { anchor: view.seqAt(0), head: view.seqAt(view.length - 1) }
    ports.redraw()
  }

  /** False leaves the key to the browser and to whoever is further out. */
  function perform(act: ListAct): boolean {
    switch (act.kind) {
      case 'move':
        move(act)
        return true
      case 'oldest':
        if (ports.view().length > 0) stand(ports.view().seqAt(0), 'near')
        ports.reachedStart()
        return true
      case 'newest':
        active = null
        ports.follow(true)
        ports.redraw()
        return true
      case 'open':
        if (active === null) return false
        ports.follow(false)
        ports.toggle(active)
        return true
      case 'copyLine':
        if (active === null) return false
        void copy(active, active)
        return true
      case 'copyLink':
        if (active === null) return false
        ports.copyLink(active)
        return true
      case 'selectAll':
        selectAll()
        return true
      case 'copySelected': {
        const range = rangeOf(selection)
        if (!range || hasTextSelection(ports.scroller())) return false
        void copy(range.from, range.to)
        return true
      }
      case 'clear':
        if (!selection) return false
        selection = null
        ports.redraw()
        return true
    }
  }

  return {
    get active() {
      return active
    },
    get selection() {
      return selection
    },
    stand,
    select(seq, extend) {
      selection = selectRow(selection, seq, extend)
      stand(seq, null)
    },
    copy,
    onKey(event) {
      const act = hasOwnKeys(event.target, event.key) ? null : listAct(event)
      if (!act || !perform(act)) return
      event.preventDefault()
      event.stopPropagation()
    },
    forget() {
      active = null
      selection = null
    },
  }
}
