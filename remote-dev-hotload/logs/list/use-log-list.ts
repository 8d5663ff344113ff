import { inject, nextTick, onBeforeUnmount, onMounted, shallowRef, watch, type ShallowRef } from 'vue'
import { createSystemClock } from '../../kernel/index.ts'
import { useSlips, useText, type IconName } from '../../ui/index.ts'
import type { LogRow } from '../engine/log-row.ts'
import { LogsKey } from '../ports.ts'
import type { LogListEmit, LogListProps } from './list-contract.ts'
import { createListDrawing, type ListDrawing } from './list-drawing.ts'
import { createOpenedLines } from './opened-lines.ts'
import { createRowActs } from './row-acts.ts'
import { ACTIVE_ROW_ID, type RowMarks } from './row-element.ts'
import { usePointer } from './use-pointer.ts'
import { useRowWords } from './row-words.ts'
import { isSelected } from './selection.ts'

/** The elements that the component has drawn. */
export interface ListRefs {
  readonly scroller: Readonly<ShallowRef<HTMLElement | null>>
  readonly rows: Readonly<
    ShallowRef<{
      sizer: HTMLElement | null
      block: HTMLElement | null
      icon(name: IconName): Element | null
    } | null>
  >
}

/** Keeps the drawn rows in step with the props, and the reader's acts with the events. */
export function useLogList(props: Readonly<LogListProps>, emit: LogListEmit, { scroller, rows }: ListRefs) {
  const { t, locale } = useText()
  const { calmly } = useSlips()
  const clock = inject(LogsKey, null)?.clock ?? createSystemClock()
  const wordsFor = useRowWords(clock.now)
  let words = wordsFor(props.look.time === 'utc')
  const activeId = shallowRef<string>()
  let drawing: ListDrawing | undefined
  let isFollowing = props.follow
  /** Older lines are asked for once for each time that the reader comes to the start. */
  let mayAskOlder = true

  function setFollow(on: boolean): void {
    if (isFollowing === on || (on && props.end)) return
    isFollowing = on
    drawing?.viewport.setFollow(on)
    emit('follow', on)
  }
  /** Of a log that has ended the last row is shown once; there is nothing to follow. */
  function toEnd(): void {
    setFollow(true)
    drawing?.update()
    const { view } = props
    if (!isFollowing && view.length > 0) drawing?.viewport.show(view.seqAt(view.length - 1), 'near')
  }
  function reachedStart(): void {
    if (!mayAskOlder || props.older !== 'idle') return
    mayAskOlder = false
    emit('loadOlder')
  }

  /** The details change their height by themselves: a text is revealed, the panel gets narrower. */
  const detailSizes = typeof ResizeObserver === 'undefined' ? null : new ResizeObserver(calmly(() => drawing?.update()))
  const opened = createOpenedLines(() => ({ view: props.view, row: props.row }), {
    added: (host) => detailSizes?.observe(host),
    removed: (host) => detailSizes?.unobserve(host),
  })
  function toggle(seq: number): void {
    opened.toggle(seq)
    if (opened.all.length === 0 && !props.look.wrap) drawing?.remeasure()
    else drawing?.update()
    if (opened.hostOf(seq) === null) return
    // Details that open below the edge would look like nothing happened.
    void nextTick(() => {
      drawing?.update()
      drawing?.viewport.show(seq, 'near')
    })
  }

  const acts = createRowActs({
    view: () => props.view,
    row: (seq) => props.row(seq),
    viewport: () => drawing?.viewport,
    scroller: () => scroller.value!,
    copyWords: () => ({
      reload: ({ reload }) => words.reload(reload, reload.error ?? reload.changedFiles.join(', ')),
      gap: ({ gap }) => words.gap(gap),
      mark: ({ mark }) => words.mark(mark),
    }),
    redraw() {
      activeId.value = acts.active === null ? undefined : ACTIVE_ROW_ID
      drawing?.update()
    },
    toggle,
    follow: (on) => (on ? toEnd() : setFollow(false)),
    copied: (lines, isCut) => emit('copied', lines, isCut),
    copyLink: (seq) => emit('copyLink', seq),
    cursor: (seq) => emit('cursor', seq),
    reachedStart,
  })

  function spoken(position: number, row: LogRow | undefined): string {
    const place = { line: position + 1, total: props.view.length }
    return row ? words.spoken(row, place) : ''
  }
  const marks = (seq: number, position: number, row: LogRow | undefined): RowMarks => ({
    isSelected: isSelected(acts.selection, seq),
    isCurrent: seq === props.current,
    isOpen: opened.hostOf(seq) !== null,
    spoken: seq === acts.active ? spoken(position, row) : null,
  })

  onMounted(() => {
    const { sizer, block, icon } = rows.value!
    drawing = createListDrawing(
      { scroller: scroller.value!, sizer: sizer!, block: block!, icon },
      {
        state: () => props,
        words: () => words,
        labels: () => ({ open: t('logs.row.open'), close: t('logs.row.close'), more: words.more }),
        marks,
        hostOf: opened.hostOf,
        hasOpened: () => opened.all.length > 0,
        isFollowing: () => isFollowing,
        clock,
        frame: (run) => void requestAnimationFrame(calmly(run)),
        onRead({ isUp, isAtEnd, isAtStart }) {
          if (isFollowing && isUp && !isAtEnd) setFollow(false)
          else if (!isFollowing && !isUp && isAtEnd) setFollow(true)
          if (!isAtStart) mayAskOlder = true
          else if (isUp) reachedStart()
        },
      },
    )
    drawing.viewport.setFollow(isFollowing)
    drawing.update()
  })
  onBeforeUnmount(() => {
    drawing?.dispose()
    detailSizes?.disconnect()
  })

  const afterDraw = { flush: 'post' } as const
  watch(
    () => props.version,
    () => {
      if (opened.all.length > 0) opened.prune()
      drawing?.update()
    },
    afterDraw,
  )
  watch(
    () => props.current,
    () => drawing?.update(),
    afterDraw,
  )
  watch(
    () => props.follow,
    (on) => {
      isFollowing = on
      drawing?.viewport.setFollow(on)
    },
    afterDraw,
  )
  watch(
    [() => props.look, () => props.withSession, () => props.rangesIn, locale],
    ([look], [before]) => {
      words = wordsFor(look.time === 'utc')
      drawing?.restyle()
      if (look.wrap !== before.wrap) drawing?.remeasure()
    },
    afterDraw,
  )
  watch(
    () => props.view,
    () => {
      opened.clear()
      acts.forget()
      drawing?.remeasure()
    },
    afterDraw,
  )
  watch(
    () => props.older,
    (state) => (mayAskOlder ||= state !== 'idle' && state !== 'loading'),
  )

  const pointer = usePointer({
    seqOf: (target) => drawing?.seqOf(target) ?? null,
    hold: (on) => drawing?.hold(on),
    isFollowing: () => isFollowing,
    pause: () => setFollow(false),
    stand: (seq) => acts.stand(seq, null),
    select: acts.select,
    toggle,
    loadGap: (seq) => emit('loadGap', seq),
  })

  return {
    acts,
    opened,
    pointer,
    activeId,
    clock,
    scrolled: () => drawing?.viewport.scrolled(),
    toEnd,
  }
}
