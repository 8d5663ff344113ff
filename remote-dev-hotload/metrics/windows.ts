/** How far back a trend can look, ms. The longest is half a day: twice of it is asked for, and a day is the most. */
export const WINDOWS = [300_000, 900_000, 3_600_000, 21_600_000, 43_200_000] as const

/** What figures are of when nobody says otherwise; those of the stream always are. */
export const DEFAULT_WINDOW_MS = 900_000

/** Points of a trend. */
const STEPS = 60

/** Length of one step of a trend, ms. */
export const stepOf = (windowMs: number): number => Math.max(1_000, Math.round(windowMs / STEPS))
