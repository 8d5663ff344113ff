import type { Clock } from '../../../kernel/index.ts'

export interface Awake {
  /** To be called about once a second. */
  look(): void
  /** Since when the page has been awake without a break, wall-clock ms; before all time when it never slept. */
  since(): number
  /** What was is no measure any more. */
  restart(): void
}

/** A page that is busy looks late; so late it was not running. */
const SLEPT_MS = 5_000
/** Browsers slow the timers of hidden pages down to one a minute. */
const SLEPT_HIDDEN_MS = 65_000

/** Tells a page that slept (lid closed, frozen, clock put forward) from one that waited: timers that did not come. */
export function createAwake({ clock, isHidden }: { clock: Clock; isHidden: () => boolean }): Awake {
  let since = -Infinity
  let lookedAt = clock.now()
  let wasHidden = isHidden()

  return {
    since: () => since,
    look() {
      const now = clock.now()
      const longest = wasHidden || isHidden() ? SLEPT_HIDDEN_MS : SLEPT_MS
      if (now - lookedAt > longest) since = now
      // The clock was set back: what lies in the future now has been a moment ago.
      else if (since > now) since = now
      lookedAt = now
      wasHidden = isHidden()
    },
    restart() {
      since = lookedAt = clock.now()
    },
  }
}
