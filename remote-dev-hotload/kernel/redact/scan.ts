import type { Found, Pass, Rule } from './rule.ts'

interface Entry {
  readonly word: string
  readonly ignoreCase: boolean
  readonly rule: number
}

export interface Hit extends Found {
  /** Position of the rule in the list: the lower one says what it was where two have found the same. */
  readonly rule: number
}

const BITS = 5
const SIZE = 1 << (3 * BITS)
const ALL = SIZE - 1
const LOW = (1 << BITS) - 1

/** The same for upper and lower case: their codes differ in the sixth bit. */
const hashOf = (word: string) =>
  ((word.charCodeAt(0) & LOW) << (2 * BITS)) | ((word.charCodeAt(1) & LOW) << BITS) | (word.charCodeAt(2) & LOW)

function isAt(text: string, at: number, { word, ignoreCase }: Entry): boolean {
  for (let i = 0; i < word.length; i++) {
    const code = text.charCodeAt(at + i)
    const wanted = word.charCodeAt(i)
    if (code === wanted) continue
    if (!ignoreCase || code < 65 || code > 90 || (code | 32) !== wanted) return false
  }
  return true
}

/**
 * Looks for the words of all rules in one go: three characters at a time index a table, which is empty at almost
 * every place of an ordinary line. Only where a whole word stands is its rule asked.
 */
export function createScan(rules: readonly Rule[]): (text: string) => Hit[] | null {
  const table = new Uint16Array(SIZE)
  const buckets: Entry[][] = [[]]
  rules.forEach(({ words, ignoreCase }, rule) => {
    for (const word of words) {
      const hash = hashOf(word)
      if (table[hash] === 0) table[hash] = buckets.push([]) - 1
      buckets[table[hash]!]!.push({ word: ignoreCase ? word.toLowerCase() : word, ignoreCase, rule })
    }
  })
  const doneUpTo = new Int32Array(rules.length)

  function ask(pass: Pass, bucket: readonly Entry[], at: number, hits: Hit[]): void {
    for (const entry of bucket) {
      const { rule } = entry
      if (at < doneUpTo[rule]! || !isAt(pass.text, at, entry)) continue
      const found = rules[rule]!.find(pass, at)
      if (found === null) continue
      doneUpTo[rule] = typeof found === 'number' ? found : found.end
      if (typeof found === 'number') continue
      hits.push({ kind: found.kind, start: found.start, end: found.end, rule })
    }
  }

  return function scan(text) {
    const { length } = text
    let hits: Hit[] | null = null
    let pass: Pass | null = null
    let hash = 0
    for (let i = 0; i < length; i++) {
      hash = ((hash << BITS) | (text.charCodeAt(i) & LOW)) & ALL
      const bucket = table[hash]!
      if (bucket === 0 || i < 2) continue
      if (pass === null) {
        pass = { text, nameEnd: 0, runEnd: 0, blockEnd: 0, lineEnd: { at: -1, to: 0 } }
        doneUpTo.fill(0)
      }
      ask(pass, buckets[bucket]!, i - 2, (hits ??= []))
    }
    return hits !== null && hits.length > 0 ? hits : null
  }
}
