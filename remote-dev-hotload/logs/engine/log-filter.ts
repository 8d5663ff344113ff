/** What a reader wants to see. Everything in it travels in the address. */
export interface LogFilter {
  /** Lines below this level are hidden; '' shows all. */
  readonly level: string
  /** Only lines of these sources; empty shows all. */
  readonly sources: readonly string[]
  /** Lines without this text are hidden, case-insensitively; '' shows all. */
  readonly text: string
  /** `text` and `exclude` are patterns. */
  readonly isPattern: boolean
  /** Lines with this text are hidden; '' hides none. */
  readonly exclude: string
  /** Only lines at or after, at or before; wall-clock ms. */
  readonly from: number | null
  readonly to: number | null
  /** Only what belongs to the newest reload of the session. */
  readonly sinceReload: boolean
}

export const noFilter: LogFilter = {
  level: '',
  sources: [],
  text: '',
  isPattern: false,
  exclude: '',
  from: null,
  to: null,
  sinceReload: false,
}

/** True when both show the same rows. */
export function isSameFilter(a: LogFilter, b: LogFilter): boolean {
  return (
    a.level === b.level &&
    a.sources.length === b.sources.length &&
    a.sources.every((source, index) => source === b.sources[index]) &&
    a.text === b.text &&
    a.exclude === b.exclude &&
    (a.isPattern === b.isPattern || (a.text === '' && a.exclude === '')) &&
    a.from === b.from &&
    a.to === b.to &&
    a.sinceReload === b.sinceReload
  )
}
