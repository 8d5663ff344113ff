/** What has come of a storm so far. */
export interface Tally {
  sessions: number
  /** Lines that the server has taken. */
  lines: number
  reloads: number
  failedReloads: number
  /** Requests that had to be sent again: the server was away, or asked to wait. */
  repeated: number
  refused: number
  /** Why the last one of these was refused or repeated. */
  reason: string | null
  /** Sessions that somebody else has ended. */
  endedByOthers: number
}

/** What was due and could not be sent: the server was slower than the rates. */
export interface Unsent {
  readonly lines: number
  readonly reloads: number
  readonly failedReloads: number
}

export const createTally = (): Tally => ({
  sessions: 0,
  lines: 0,
  reloads: 0,
  failedReloads: 0,
  repeated: 0,
  refused: 0,
  reason: null,
  endedByOthers: 0,
})

/** What a server was too slow for; null when that is nothing. */
export function tellUnsent({ lines, reloads, failedReloads }: Unsent): string | null {
  const parts = [
    ...(lines > 0 ? [`${lines} lines`] : []),
    ...(reloads > 0 ? [`${reloads} reloads`] : []),
    ...(failedReloads > 0 ? [`${failedReloads} failed reloads`] : []),
  ]
  return parts.length === 0 ? null : `The server is slower than these rates. Not sent: ${parts.join(', ')}.`
}

/** One line about it, for a terminal. */
export function tellTally({ lines, reloads, failedReloads, repeated, refused, endedByOthers, reason }: Tally): string {
  const trouble = [
    ...(endedByOthers > 0 ? [`${endedByOthers} sessions ended by somebody else`] : []),
    ...(repeated > 0 ? [`${repeated} requests repeated`] : []),
    ...(refused > 0 ? [`${refused} refused`] : []),
  ]
  const why = reason !== null && repeated + refused > 0 ? `, the last: ${reason}` : ''
  return `${[`${lines} lines`, `${reloads} reloads`, `${failedReloads} failed reloads`, ...trouble].join(' · ')}${why}`
}
