/** The minute in which all stories happen; the golden payloads are from just before. */
export const NOW = Date.parse('2026-03-02T08:20:30.000Z')

/** RFC 3339 of so many seconds before `NOW`. */
export const before = (seconds: number): string => new Date(NOW - seconds * 1_000).toISOString()
