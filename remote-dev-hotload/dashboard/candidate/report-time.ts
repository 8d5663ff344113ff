/** Browsers make a date of almost anything: of any text that ends in a number, for one. */
const RFC_3339 = /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d/

/** RFC 3339 in UTC of a time that a server sent; null when it is none. */
export function timeOf(text: string | null): string | null {
  const time = new Date(text !== null && RFC_3339.test(text) ? text : '')
  return Number.isNaN(time.getTime()) ? null : time.toISOString()
}
