/** How the log is drawn. A matter of taste: remembered for the reader, never part of what is shown. */
export interface LogLook {
  readonly wrap: boolean
  readonly time: 'local' | 'utc' | 'relative' | 'delta' | 'none'
  /** Equal lines in a row and stack traces become one row. */
  readonly fold: boolean
  /** Names of JSON fields drawn as columns before the message. */
  readonly columns: readonly string[]
  /** What is read out to a screen reader while following. */
  readonly announce: 'off' | 'errors' | 'all'
  readonly histogram: boolean
}

export const defaultLook: LogLook = {
  wrap: false,
  time: 'local',
  fold: false,
  columns: [],
  announce: 'errors',
  histogram: true,
}
