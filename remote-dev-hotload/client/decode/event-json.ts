import { err, ok, type Result } from '../../kernel/index.ts'
import { isRaw, type Raw } from './record.ts'

/** Why the `data` of a frame is no event. */
export type UnreadJson = 'too-large' | 'too-deep' | 'not-json' | 'malformed'

/** One event is at most this many UTF-16 units; the contract says 256 KiB. */
const MAX_EVENT_LENGTH = 256 * 1024
const MAX_DEPTH = 32

/** The object in the `data` of a frame. */
export function readEventJson(data: string): Result<Raw, UnreadJson> {
  if (data.length > MAX_EVENT_LENGTH) return err('too-large')
  if (nestsDeeperThan(data, MAX_DEPTH)) return err('too-deep')
  try {
    const json: unknown = JSON.parse(data)
    return isRaw(json) ? ok(json) : err('malformed')
  } catch {
    return err('not-json')
  }
}

/** Counted on the text, before parsing: a bomb must not reach the parser's stack. */
function nestsDeeperThan(text: string, limit: number): boolean {
  let depth = 0
  let inString = false
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (inString) {
      if (unit === 92) i++
      else if (unit === 34) inString = false
    } else if (unit === 34) inString = true
    else if (unit === 123 || unit === 91) {
      if (++depth > limit) return true
    } else if (unit === 125 || unit === 93) depth--
  }
  return false
}
