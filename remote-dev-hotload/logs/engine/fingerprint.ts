/** A kind shows in the first words; the rest of a long line is data or a stack. */
const MOST_CHARACTERS = 256
/** An opening quote without its end within so many characters is a character like others. */
const LONGEST_QUOTE = 128
const SHORTEST_HEX = 6
const SHORTEST_ID = 16
const UNITS = new Set(
  'ns µs us ms s sec secs second seconds m min mins minute minutes h hour hours d day days'.split(' '),
)

const isDigit = (unit: number) => unit >= 48 && unit <= 57
const isLetter = (unit: number) => (unit >= 97 && unit <= 122) || (unit >= 65 && unit <= 90)
const isHexLetter = (unit: number) => (unit >= 97 && unit <= 102) || (unit >= 65 && unit <= 70)
/** Letters of other scripts and µ count as part of a word too. */
const isWord = (unit: number) => isDigit(unit) || isLetter(unit) || unit === 95 || unit >= 0xaa
const isSpace = (unit: number) => unit === 32 || (unit >= 9 && unit <= 13)
/** Stands between the parts of one value: 1.5 1,024 12:5 and the groups of a uuid. */
const isJoint = (unit: number) => unit === 46 || unit === 44 || unit === 58 || unit === 45
const VALUE = 35 // '#'

/**
 * What kind of message this is: numbers, ids, quoted values, durations and places in files are left out.
 * Takes readable text (`plainText`); 32 bits, never 0. One pass without a pattern and without making a text:
 * it runs for each warning and error that arrives.
 */
export function fingerprintOf(text: string): number {
  const end = Math.min(text.length, MOST_CHARACTERS)
  let hash = 0x811c9dc5
  let before = 32
  const mix = (unit: number) => {
    if (unit === 32 && before === 32) return
    hash = Math.imul(hash ^ unit, 0x01000193)
    before = unit
  }

  for (let i = 0; i < end;) {
    const unit = text.charCodeAt(i)
    if (isWord(unit)) {
      const to = wordEnd(text, i, end)
      if (isValue(text, i, to)) {
        mix(VALUE)
        i = valueEnd(text, to, end)
      } else {
        for (; i < to; i++) {
          const inner = text.charCodeAt(i)
          if (!isDigit(inner)) mix(inner)
          else if (before !== VALUE) mix(VALUE)
        }
      }
      continue
    }
    const closed = quoteEnd(text, i, unit, before)
    mix(closed > i ? VALUE : isSpace(unit) ? 32 : unit)
    i = Math.max(i + 1, closed)
  }
  return hash >>> 0 || 1
}

function wordEnd(text: string, from: number, end: number): number {
  let i = from
  while (i < end && isWord(text.charCodeAt(i))) i++
  return i
}

/** A number, also with its unit; hexadecimal with a digit in it; a long id with a digit in it. */
function isValue(text: string, from: number, to: number): boolean {
  let digits = 0
  let hex = 0
  let leading = 0
  for (let i = from; i < to; i++) {
    const unit = text.charCodeAt(i)
    if (isDigit(unit)) digits++
    else if (isHexLetter(unit)) hex++
    if (digits === i - from + 1) leading++
  }
  const length = to - from
  if (digits === 0) return false
  if (digits === length || length >= SHORTEST_ID) return true
  if (digits + hex === length && length >= SHORTEST_HEX) return true
  if (leading === 0) return false
  return isDuration(text.slice(from, to)) || /^0x[\da-f]+$/i.test(text.slice(from, to))
}

/** 312ms, 1m30s */
const isDuration = (word: string): boolean =>
  word.split(/\d+/).every((unit, i) => i === 0 || UNITS.has(unit) || unit === '')

/** Where a value ends that goes on after `from`: further parts of it, and a unit behind a space. */
function valueEnd(text: string, from: number, end: number): number {
  let i = from
  while (i + 1 < end && isJoint(text.charCodeAt(i))) {
    const to = wordEnd(text, i + 1, end)
    if (to === i + 1 || !(isValue(text, i + 1, to) || isUuidGroup(text, i, to))) break
    i = to
  }
  if (text.charCodeAt(i) !== 32) return i
  const to = wordEnd(text, i + 1, end)
  return to > i + 1 && to - i < 9 && UNITS.has(text.slice(i + 1, to)) ? to : i
}

/** Four hexadecimal characters after a dash, digits or not. */
function isUuidGroup(text: string, dash: number, to: number): boolean {
  if (text.charCodeAt(dash) !== 45 || to - dash !== 5) return false
  for (let i = dash + 1; i < to; i++) if (!isDigit(text.charCodeAt(i)) && !isHexLetter(text.charCodeAt(i))) return false
  return true
}

/** The place behind a quoted value that opens at `i`; `i` when none does. An apostrophe in a word opens nothing. */
function quoteEnd(text: string, i: number, unit: number, before: number): number {
  const isSingle = unit === 39
  if (unit !== 34 && unit !== 96 && !isSingle) return i
  if (isSingle && isWord(before)) return i
  const close = text.indexOf(text[i]!, i + 1)
  if (close < 0 || close - i > LONGEST_QUOTE) return i
  return isSingle && isWord(text.charCodeAt(close + 1)) ? i : close + 1
}
