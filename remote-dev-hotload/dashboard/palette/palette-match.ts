/** Code units of the text as it is shown; `end` is behind the last one. */
export interface Range {
  readonly start: number
  readonly end: number
}

/** The higher, the better; `ranges` are what the query has found, in order and apart. */
export interface Match {
  readonly score: number
  readonly ranges: readonly Range[]
}

interface Letter {
  readonly folded: string
  readonly start: number
  readonly end: number
  readonly startsWord: boolean
}

/** A name can be as long as a CLI likes; nobody reads on. */
const LONGEST = 200
const MOST_WORDS = 8

const SCORE = { whole: 100, prefix: 90, wordStart: 80, wordStarts: 65, inside: 45, letters: 25 } as const
/** What is not shown counts less. */
const UNSHOWN = 0.6

const WORD = /[\p{L}\p{N}]/u
/** Written without spaces: a word may start with every sign. */
const SIGN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u

/** Case and accents folded. */
const fold = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

/** The words of a query, folded. */
export const wordsOf = (query: string): readonly string[] =>
  fold(query.slice(0, LONGEST)).split(/\s+/u).filter(Boolean).slice(0, MOST_WORDS)

function lettersOf(text: string): readonly Letter[] {
  const letters: { folded: string; start: number; end: number; startsWord: boolean }[] = []
  let before = ''
  let start = 0
  for (const sign of text.slice(0, LONGEST)) {
    const end = start + sign.length
    const isHump = /\p{Lu}/u.test(sign) && /\p{Ll}/u.test(before)
    const startsWord = !WORD.test(before) || SIGN.test(sign) || isHump
    // A ligature folds into two letters, and both are found where it stands.
    const parts = fold(sign)
    const last = letters.at(-1)
    // An accent of its own belongs to the letter before it.
    if (parts === '' && last) last.end = end
    for (const folded of parts) letters.push({ folded, start, end, startsWord })
    if (parts !== '') before = sign
    start = end
  }
  return letters
}

/**
 * Each word of the query is found in the text, else in one of the keywords, which are not shown; null when one is
 * found nowhere. In the text loose letters in order will do, in a keyword they would find everything.
 */
export function matchText(words: readonly string[], text: string, keywords: readonly string[] = []): Match | null {
  const letters = lettersOf(text)
  const hidden = keywords.map(lettersOf)
  const found: number[] = []
  let score = 0
  for (const word of words) {
    const shown = findWord([...word], letters)
    const unshown = Math.max(0, ...hidden.map((one) => findRun([...word], one)?.score ?? 0)) * UNSHOWN
    if (!shown && unshown === 0) return null
    score += Math.max(shown?.score ?? 0, unshown)
    if (shown) found.push(...shown.at)
  }
  return { score, ranges: rangesOf(found, letters) }
}

interface Found {
  readonly score: number
  /** Indexes of letters. */
  readonly at: readonly number[]
}

const findWord = (word: readonly string[], letters: readonly Letter[]): Found | null =>
  findRun(word, letters) ?? findWordStarts(word, letters) ?? findLetters(word, letters)

/** All in one piece. */
function findRun(word: readonly string[], letters: readonly Letter[]): Found | null {
  let best: Found | null = null
  for (let from = 0; from + word.length <= letters.length; from++) {
    if (!word.every((letter, index) => letters[from + index]?.folded === letter)) continue
    const rest = letters.length - word.length
    const score =
      from > 0 ? (letters[from]?.startsWord ? SCORE.wordStart : SCORE.inside) : rest > 0 ? SCORE.prefix : SCORE.whole
    if (!best || score > best.score) best = { score, at: word.map((_, index) => from + index) }
  }
  return best
}

/** In pieces that each begin a word: `cp` in `crm-plugin`. */
function findWordStarts(word: readonly string[], letters: readonly Letter[]): Found | null {
  const dead = new Set<number>()
  function from(index: number, after: number): readonly number[] | null {
    if (index === word.length) return []
    const key = index * (LONGEST * 4) + after
    if (dead.has(key)) return null
    for (let at = after; at < letters.length; at++) {
      const letter = letters[at]
      const goesOn = index > 0 && at === after
      if (letter?.folded !== word[index] || !(letter?.startsWord || goesOn)) continue
      const rest = from(index + 1, at + 1)
      if (rest) return [at, ...rest]
    }
    dead.add(key)
    return null
  }
  const at = from(0, 0)
  return at && { score: SCORE.wordStarts, at }
}

/** In order, with anything between; the wider apart, the worse. */
function findLetters(word: readonly string[], letters: readonly Letter[]): Found | null {
  const at: number[] = []
  for (const letter of word) {
    const next = letters.findIndex(({ folded }, index) => folded === letter && index > (at.at(-1) ?? -1))
    if (next < 0) return null
    at.push(next)
  }
  const gaps = (at.at(-1) ?? 0) - (at[0] ?? 0) + 1 - at.length
  return gaps > word.length * 4 ? null : { score: Math.max(1, SCORE.letters - gaps), at }
}

function rangesOf(found: readonly number[], letters: readonly Letter[]): readonly Range[] {
  const ranges: { start: number; end: number }[] = []
  for (const index of [...new Set(found)].sort((a, b) => a - b)) {
    const { start = 0, end = 0 } = letters[index] ?? {}
    const last = ranges.at(-1)
    if (last && start <= last.end) last.end = Math.max(last.end, end)
    else ranges.push({ start, end })
  }
  return ranges
}

/** The text in pieces, for marking what was found. */
export function piecesOf(text: string, ranges: readonly Range[]): readonly { text: string; isFound: boolean }[] {
  const pieces: { text: string; isFound: boolean }[] = []
  let at = 0
  for (const { start, end } of ranges) {
    pieces.push({ text: text.slice(at, start), isFound: false }, { text: text.slice(start, end), isFound: true })
    at = end
  }
  pieces.push({ text: text.slice(at), isFound: false })
  return pieces.filter((piece) => piece.text !== '')
}
