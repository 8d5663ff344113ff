/** A time in milliseconds as Go writes it: RFC 3339 without zeros at the end of a second. */
export const toGoTime = (ms: number): string => new Date(ms).toISOString().replace(/0+Z$/, 'Z').replace(/\.Z$/, 'Z')
