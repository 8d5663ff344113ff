const FIRST_MS = 1000
const LONGEST_MS = 5 * 60_000
/** A receiver that asks for more than this is asked again all the same. */
const LONGEST_QUIET_MS = 3_600_000

/** How long a message is tried before it is given up. */
export const GIVE_UP_MS = 6 * 3_600_000

/** Milliseconds until the next attempt: 1 s, 2 s, 4 s … 5 min. */
export const pauseAfter = (attempts: number): number => Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.max(0, attempts - 1))

/** `Retry-After` in milliseconds from now, whether it is a number of seconds or a date; 0 when it says nothing. */
export const readRetryAfter = (text: string | null, now: number): number => {
  const said = text?.trim() ?? ''
  const ms = /^\d+$/.test(said) ? Number(said) * 1000 : Date.parse(said) - now
  return Number.isNaN(ms) ? 0 : Math.min(LONGEST_QUIET_MS, Math.max(0, ms))
}
