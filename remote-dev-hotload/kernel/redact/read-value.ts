import { holdsUserAndPassword, looksRandom } from './entropy.ts'
import { isFile } from './harmless.ts'
import type { Value } from './rule.ts'

const OPENING = /\\{0,4}["'`]/y
/** A quoted value ends at the quote that opened it, on the same line. */
const UNTIL: Readonly<Record<string, RegExp>> = {
  '"': /(?:[^"\\\r\n]|\\(?!["\r\n]).?){1,512}/y,
  "'": /(?:[^'\\\r\n]|\\(?!['\r\n]).?){1,512}/y,
  '`': /(?:[^`\\\r\n]|\\(?![`\r\n]).?){1,512}/y,
}
const UNTIL_REAL_QUOTE = /(?:[^"\\\r\n]|\\[^\r\n]){1,512}/y
/** A bare value may contain commas and brackets, but not the next name, and not the end of the list it is in. */
const BARE =
  // eslint-disable-next-line no-control-regex -- a control ends a value
  /(?:\[masked: [a-z0-9-]{2,32}\]|[^\s"'`,;&<>(){}\]\\\x00-\x1f]|[,;](?![\s"'{[]|$|(?:(?:User|Initial|Data|Integrated|Persist|Trust|Multiple|Connect|Application|Max|Min) )?[\w.-]{1,40}["']?[:=])|[(){}\]](?![\s,;:)}\]"'<]|$)|\\(?![nrt"'\\\s])){1,512}/y

/** What a name that is no proof may hold: one run of the characters that keys are written in. */
const DRAWN = /[\w+/=.~-]{16,128}(?:%[\w+/=.~%-]{0,128})?/y

/** A value in quotes or without, up to 512 characters of it; null when there is none. */
export function readValue(text: string, at: number): Value | null {
  OPENING.lastIndex = at
  const opening = OPENING.exec(text)?.[0] ?? ''
  const start = at + opening.length
  const pattern =
    opening === '' ? BARE : opening.length === 1 && opening === '"' ? UNTIL_REAL_QUOTE : UNTIL[opening.at(-1)!]!
  pattern.lastIndex = start
  const match = pattern.exec(text)
  return match && match[0] !== '' ? { start, end: start + match[0].length, isQuoted: opening !== '', pattern } : null
}

/** Where the whole of it ends. */
export function endOfValue(text: string, { end, pattern }: Value): number {
  for (let at = end; ; at = pattern.lastIndex) {
    pattern.lastIndex = at
    if (!pattern.test(text)) return at
  }
}

/** A value that looks drawn at random, for names that are no proof. */
export function readDrawn(text: string, at: number): Value | null {
  OPENING.lastIndex = at
  const start = at + (OPENING.exec(text)?.[0].length ?? 0)
  DRAWN.lastIndex = start
  const match = DRAWN.exec(text)
  if (match === null) return null
  const [drawn] = match
  const isSecret = looksRandom(drawn) ? !isFile(drawn) : start > at && holdsUserAndPassword(drawn)
  return isSecret ? { start, end: start + drawn.length, isQuoted: start > at, pattern: DRAWN } : null
}
