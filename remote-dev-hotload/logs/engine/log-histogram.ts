/** Lines of one slice of time, by how bad they are. */
export interface HistogramBar {
  /** Wall-clock ms, start of the slice. */
  readonly at: number
  /** trace … info */
  readonly calm: number
  readonly warn: number
  /** error, fatal */
  readonly error: number
}

/** How many lines came when. Counts all kept lines, whatever the filter shows. */
export interface LogHistogram {
  readonly from: number
  readonly to: number
  readonly stepMs: number
  readonly bars: readonly HistogramBar[]
}
