/** Chance with a memory: the same seed and name always throw the same. */
export interface Dice {
  /** 0 ≤ x < 1. */
  float(): number
  /** A whole number, both ends included. */
  between(span: Span): number
  chance(share: number): boolean
  pick<T>(list: readonly [T, ...T[]]): T
}

/** Least and most. */
export type Span = readonly [least: number, most: number]

// FNV-1a.
const hash = (text: string): number => {
  let sum = 0x811c9dc5
  for (const char of text) sum = Math.imul(sum ^ char.codePointAt(0)!, 0x01000193)
  return sum >>> 0
}

/** Dice of their own for each `name`, so that what happens to one stream never depends on when another one opened. */
export const createDice = (seed: number, ...name: (string | number)[]): Dice => {
  let state = hash([seed, ...name].join('/'))
  // Mulberry32.
  const float = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return {
    float,
    between: ([least, most]) => least + Math.floor(float() * (most - least + 1)),
    chance: (share) => float() < share,
    pick: (list) => list[Math.floor(float() * list.length)] ?? list[0],
  }
}
