/** `rank` of a row that is no line: marks, gaps and reloads pass every filter. */
export const NO_LINE = 255

/**
 * A run of neighbouring rows as columns, for whoever looks at all of them: filter, find, histogram, export.
 * Index `i < count` of each column is the row `start + i`; columns may be longer. Read only; numbers are valid until
 * the buffer's `generation` changes.
 */
export interface LogSegment {
  /** `seq` of the first row. */
  readonly start: number
  readonly count: number
  /** Wall-clock ms of the server; NaN where it sent no time that can be read. Marks and gaps: when they were made. */
  readonly ts: Float64Array
  /** Severity 0 (trace) … 5 (fatal), an unknown word counts as info (2); `NO_LINE` for other rows. */
  readonly rank: Uint8Array
  /** Index for `LogBuffer.sourceName`. */
  readonly source: Uint8Array
  /** Index for `LogBuffer.sessionName`. */
  readonly session: Uint16Array
  /** Reload that the line belongs to, as the server says, or that the row shows; -1 when there is none. */
  readonly reload: Int32Array
  /** What kind of message this is, numbers and ids left out; 0 for lines below `warn` and other rows. */
  readonly fingerprint: Uint32Array
  /**
   * The messages as stored (masked, escapes still in them), '' for other rows. A segment at rest is packed:
   * the call unpacks it, so take it once for a run of rows and do not keep it.
   */
  texts(): readonly string[]
  /** Free-form fields as JSON text, '' where there are none; an empty list when no row has any. Unpacks like `texts`. */
  fields(): readonly string[]
}
