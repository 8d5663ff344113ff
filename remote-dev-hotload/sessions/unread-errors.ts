/** What is known of the errors of one session. All numbers are counts of errors since the session started. */
export interface ErrorCount {
  /** The server's newest count. */
  readonly counted: number
  /** Heard on the stream and not in `counted` yet. */
  readonly ahead: number
  /** Of `ahead`: what a whole answer did not account for. A second one that does not either settles it. */
  readonly doubted: number
  /** The count when this reader last saw the log, or when the session was first seen in this page. */
  readonly read: number
}

export const firstSight = (counted: number): ErrorCount => ({ counted, ahead: 0, doubted: 0, read: counted })

export const unreadOf = ({ counted, ahead, read }: ErrorCount): number => counted + ahead - read

/** Lines that came by themselves: the count that contains them follows later. */
export const withLines = (errors: ErrorCount, lines: number): ErrorCount =>
  lines === 0 ? errors : { ...errors, ahead: errors.ahead + lines }

/** A new count; `isWhole` when it is of an answer and not of an event, which may have been sent before the last lines. */
export function withCount(errors: ErrorCount, counted: number, isWhole: boolean): ErrorCount {
  const grown = Math.max(0, counted - errors.counted)
  const left = Math.max(0, errors.ahead - grown)
  const doubted = Math.max(0, errors.doubted - grown)
  const ahead = isWhole ? left - doubted : left
  if (counted === errors.counted && ahead === errors.ahead && (!isWhole || errors.doubted === ahead)) return errors
  return settled({ counted, ahead, doubted: isWhole ? ahead : doubted, read: errors.read })
}

export const withAllRead = (errors: ErrorCount): ErrorCount =>
  unreadOf(errors) === 0 ? errors : { ...errors, read: errors.counted + errors.ahead }

/** A count that went down is that of a server that has started anew: what was read cannot be more than there is. */
const settled = (errors: ErrorCount): ErrorCount => ({
  ...errors,
  read: Math.min(errors.read, errors.counted + errors.ahead),
})
