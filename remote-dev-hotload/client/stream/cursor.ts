/** How far the consumer has come, and so where the next connection resumes. */
export interface Cursor {
  /** The sticky last event id, '' when there is none. */
  readonly id: string
  /** True once the server has sent any id: from then on ids alone say where to resume. */
  readonly isNumbered: boolean
  /** When the last event arrived, ms by the server's clock as far as it is known. */
  readonly lastAt: number | null
}

export const NO_CURSOR: Cursor = { id: '', isNumbered: false, lastAt: null }

/** Longer ids are not sent back: servers and proxies limit header sizes. Bytes. */
const MAX_ID_BYTES = 1024
/** Clocks have a resolution and events a journey: asked for twice is better than missed. */
const OVERLAP_MS = 2_000
/** What no header may carry; an HTTP stack would refuse the whole request. */
const CONTROL = /[\u0000-\u0008\u000a-\u001f\u007f]/ // eslint-disable-line no-control-regex

/**
 * The value of `Last-Event-ID`, null when there is none that can be sent.
 * Header values are bytes: an id with other characters travels as UTF-8. [spec: reestablish the connection]
 */
export function resumeHeader({ id }: Cursor): string | null {
  if (id === '' || CONTROL.test(id)) return null
  const bytes = new TextEncoder().encode(id)
  return bytes.length > MAX_ID_BYTES ? null : String.fromCharCode(...bytes)
}

/** The time to resume from, RFC 3339, for a stream without ids or with one that cannot be sent; null otherwise. */
export function resumeSince(cursor: Cursor): string | null {
  const isByTime = !cursor.isNumbered || (cursor.id !== '' && resumeHeader(cursor) === null)
  return isByTime && cursor.lastAt !== null ? new Date(cursor.lastAt - OVERLAP_MS).toISOString() : null
}

/** `address` with the query parameter `since` of the wire contract, if there is a time to resume from. */
export function withSince(address: string, since: string | null): string {
  if (since === null) return address
  const url = new URL(address)
  url.searchParams.set('since', since)
  return url.href
}
