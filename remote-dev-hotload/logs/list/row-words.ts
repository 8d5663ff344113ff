import { useText, useWhen } from '../../ui/index.ts'
import { plainText } from '../ansi.ts'
import type { LogGap } from '../engine/log-row.ts'
import type { RowWords } from './row-model.ts'
import { utcTime } from './log-time.ts'

const SPOKEN_LIMIT = 300

/** The words of rows in the shell's language; a new object when the language is another one. */
export function useRowWords(now: () => number): (utc: boolean) => RowWords {
  const { t, has, locale } = useText()
  const when = useWhen()

  return (utc) => {
    const levels = new Map<string, string>()
    const timeOfDay = (at: string) => (utc ? utcTime(at) : when.clockTime(at)).replace(/\.\d+/, '')
    const timeOfMs = (at: number) => (Number.isFinite(at) ? timeOfDay(new Date(at).toISOString()) : '')
    const number = new Intl.NumberFormat(locale.value)
    /** Clocks may differ: a range that ends before it begins would say nothing. */
    const range = ({ since, at }: LogGap) =>
      since !== undefined && since <= at ? t('logs.gapRange', { from: timeOfMs(since), to: timeOfMs(at) }) : ''
    const gap = (row: LogGap): string => {
      const { missed, fill } = row
      const size = missed === null ? t('logs.gapUnknown') : t('logs.gap', { count: number.format(missed) }, missed)
      const state = fill === 'open' ? '' : t(`logs.gapFill.${fill}`)
      return [size, range(row), state].filter(Boolean).join(' · ')
    }
    const words: RowWords = {
      local: when.clockTime,
      ago: (at) => when.ago(at, now()),
      duration: when.duration,
      level(level) {
        const known = levels.get(level)
        if (known !== undefined) return known
        const word = has(`level.${level}`) ? t(`level.${level}`) : level.slice(0, 16)
        // A hostile server may send a new word with each line.
        if (levels.size < 64) levels.set(level, word)
        return word
      },
      gap,
      gapLoad: () => t('logs.gapLoad'),
      reload({ sequence, success, durationMs }, details) {
        const outcome = success === null ? t('reload.unreported') : success ? t('reload.good') : t('reload.failed')
        const time = durationMs === null ? '' : when.duration(durationMs)
        return [t('logs.reload', { sequence }), outcome, time, details].filter(Boolean).join(' · ')
      },
      mark: ({ at, downMs }) =>
        downMs === undefined
          ? t('logs.row.mark', { time: timeOfMs(at) })
          : t('logs.row.resumed', { time: timeOfMs(at), duration: when.duration(downMs) }),
      fold: ({ kind, count }) =>
        kind === 'repeat'
          ? t('logs.row.repeats', { count: number.format(count) })
          : t('logs.row.folded', { count: number.format(count - 1) }, count - 1),
      more: (count) => t('logs.row.more', { count: number.format(count) }, count),
      spoken(row, { line, total }) {
        const place = { line: number.format(line), total: number.format(total) }
        switch (row.kind) {
          case 'line': {
            const { ts, level, message } = row.entry
            const text = plainText(message).slice(0, SPOKEN_LIMIT)
            return t('logs.row.spoken', { time: timeOfDay(ts), level: words.level(level), text, ...place })
          }
          case 'gap':
            return t('logs.row.spokenOther', { text: gap(row.gap), ...place })
          case 'reload':
            return t('logs.row.spokenOther', { text: words.reload(row.reload, ''), ...place })
          case 'mark':
            return t('logs.row.spokenOther', { text: words.mark(row.mark), ...place })
        }
      },
    }
    return words
  }
}
