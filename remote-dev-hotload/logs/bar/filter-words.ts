import type { LogFilter } from '../engine/log-filter.ts'
import type { Text } from '../../ui/index.ts'

/** One thing that narrows the log, in words, and the filter as it is without it. */
export interface ActiveFilter {
  readonly key: string
  readonly label: string
  readonly without: LogFilter
}

/** What the filter menu holds. Level and text stand in the bar itself and need no second mention. */
export function activeFilters(filter: LogFilter, { t, locale }: Pick<Text, 't' | 'locale'>): readonly ActiveFilter[] {
  const found: ActiveFilter[] = []
  const add = (key: string, label: string, patch: Partial<LogFilter>) =>
    found.push({ key, label, without: { ...filter, ...patch } })
  const time = (ms: number) =>
    new Intl.DateTimeFormat(locale.value, { dateStyle: 'short', timeStyle: 'medium' }).format(ms)
  const { exclude, sources, from, to } = filter

  if (filter.sinceReload) add('since', t('logs.bar.chip.sinceReload'), { sinceReload: false })
  for (const source of sources) {
    add(`source ${source}`, t('logs.bar.chip.source', { source }), {
      sources: sources.filter((other) => other !== source),
    })
  }
  if (exclude !== '') {
    const label = filter.isPattern
      ? t('logs.bar.chip.excludePattern', { text: exclude })
      : t('logs.bar.chip.exclude', { text: exclude })
    add('exclude', label, { exclude: '' })
  }
  if (from !== null) add('from', t('logs.bar.chip.from', { time: time(from) }), { from: null })
  if (to !== null) add('to', t('logs.bar.chip.to', { time: time(to) }), { to: null })
  return found
}
