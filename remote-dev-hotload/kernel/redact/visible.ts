/* eslint-disable no-control-regex -- control characters are what this file is about */

/** Colours, cursor moves, titles, links, controls and marks without width: nothing that a reader sees. */
const UNSEEN =
  /(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]?|(?:\x1b[\]PX^_]|[\x9d\x90])[^\x07\x1b\x9c]{0,2048}(?:\x07|\x9c|\x1b\\)?|\x1b[@-~]?|[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g
const HAS_UNSEEN =
  /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u2069\ufeff]|\r(?!\n|$)/
const HAS_STRING = /\x1b[\]PX^_]|[\x9d\x90]/
const COLOUR = /\x1b\[[\d;]*m/g

/** Whether something stands in the text that is not shown. */
export const hasUnseen = (text: string): boolean => HAS_UNSEEN.test(text)

/** Whether a title or link is hidden in it: text that is not shown, and copied all the same. */
export const hasHiddenText = (text: string): boolean => HAS_STRING.test(text)

/** The text as it is shown. */
export const visibleText = (text: string): string => text.replace(UNSEEN, '')

interface Range {
  readonly start: number
  readonly end: number
}

/** Places in the visible text → the same places in the text itself. Ranges come in order. */
export function placesInText<T extends Range>(text: string, ranges: readonly T[]): T[] {
  const hidden = [...text.matchAll(UNSEEN)].map((match) => ({ at: match.index, length: match[0].length }))
  let next = 0
  let removed = 0
  const moveTo = (place: number, isEnd: boolean): number => {
    // What is hidden right before the start or behind the end of a secret stays where it is.
    while (next < hidden.length) {
      const seenAt = hidden[next]!.at - removed
      if (isEnd ? seenAt >= place : seenAt > place) break
      removed += hidden[next]!.length
      next++
    }
    return place + removed
  }
  return ranges.map((range) => {
    const start = moveTo(range.start, false)
    return { ...range, start, end: moveTo(range.end, true) }
  })
}

/** The colour changes in a piece of text that is about to go: the rest of the line keeps its colours. */
export const coloursOf = (text: string): string => text.match(COLOUR)?.join('') ?? ''
