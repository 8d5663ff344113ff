import { onScopeDispose, shallowRef, type ModelRef, type ShallowRef } from 'vue'
import { useText } from '../ui/index.ts'
import { noFilter, type LogFilter } from './engine/log-filter.ts'
import type { LogView } from './engine/log-view.ts'
import { seqAtTime } from './engine/seq-at-time.ts'
import { writeClipboard } from './list/write-clipboard.ts'
import type { LogScope, ScopeLog } from './log-book.ts'
import type { LogPlace } from './log-place.ts'
import { useLogs } from './ports.ts'
import type { Following } from './use-following.ts'

/** What may be seen of a line after its look has been recorded. */
export interface RevealedText {
  readonly text: string
  readonly fields: unknown
  readonly auditId: string
}

export interface LineActs {
  /** Something that has just happened, in words; goes by itself. */
  readonly notice: Readonly<ShallowRef<string>>
  /** The filter that was put aside to see a line among its neighbours. */
  readonly filterBefore: Readonly<ShallowRef<LogFilter | null>>
  show(seq: number): void
  showTime(at: number): void
  showContext(seq: number): void
  backToFilter(): void
  sayCopied(lines: number, isCut: boolean): void
  copyLink(seq: number): void
  revealWhyNot(): string | null
  reveal(seq: number): Promise<RevealedText | null>
}

interface LineActDeps {
  readonly log: ScopeLog
  readonly scope: LogScope
  readonly view: LogView
  readonly place: ModelRef<LogPlace>
  readonly list: () => { show(seq: number): void } | null
  readonly area: () => HTMLElement | null
  readonly following: Following
}

const NOTICE_MS = 4_000

export function useLineActs({ log, scope, view, place, list, area, following }: LineActDeps): LineActs {
  const logs = useLogs()
  const { t } = useText()
  const notice = shallowRef('')
  const filterBefore = shallowRef<LogFilter | null>(null)
  let forget: (() => void) | null = null
  onScopeDispose(() => forget?.())

  function say(text: string): void {
    forget?.()
    notice.value = text
    forget = logs.clock.after(NOTICE_MS, () => (notice.value = ''))
  }

  function show(seq: number): void {
    following.set(false)
    const shown =
      view.headOf(seq) ?? (view.length === 0 ? null : view.seqAt(Math.min(view.positionOf(seq), view.length - 1)))
    if (shown !== null) list()?.show(shown)
  }

  const lineAt = (seq: number) => {
    const row = log.buffer.row(seq)
    return row?.kind === 'line' ? row : null
  }

  return {
    notice,
    filterBefore,
    show,
    showTime(at) {
      const seq = seqAtTime(log.buffer.segments(), at)
      if (seq !== null) show(seq)
    },
    showContext(seq) {
      filterBefore.value = place.value.filter
      place.value = { ...place.value, filter: noFilter, line: lineAt(seq)?.entry.logId ?? null }
    },
    backToFilter() {
      if (filterBefore.value) place.value = { ...place.value, filter: filterBefore.value }
      filterBefore.value = null
    },
    sayCopied(lines, isCut) {
      if (lines === 0) say(t('logs.notice.copyRefused'))
      else say(t(isCut ? 'logs.notice.copiedCut' : 'logs.notice.copied', { count: lines }, lines))
    },
    copyLink(seq) {
      const line = lineAt(seq)
      const near = area()
      if (!line || !near) return
      const link = logs.linkTo(line.sessionId, line.entry.logId)
      void writeClipboard(link, near).then((isDone) =>
        say(t(isDone ? 'logs.notice.linkCopied' : 'logs.notice.copyRefused')),
      )
    },
    revealWhyNot() {
      const code = scope === 'all' ? null : logs.whyNot('reveal', [scope.sessionId])
      return code === null ? null : t(`problem.${code}`)
    },
    async reveal(seq) {
      const line = lineAt(seq)
      if (!line) return null
      const before = lineAt(seq - 1)
      const answer = await logs.reveal({
        sessionId: line.sessionId,
        logId: line.entry.logId,
        ts: line.entry.ts,
        previousId: before?.sessionId === line.sessionId ? before.entry.logId : null,
      })
      if (!answer.ok) {
        say(t(`problem.${answer.error.code}`))
        return null
      }
      const { entry, auditId } = answer.value
      return { text: entry.message, fields: entry.fields, auditId }
    },
  }
}
