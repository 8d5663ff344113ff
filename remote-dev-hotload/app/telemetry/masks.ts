import { isMask, redactText, redactValue } from '../../kernel/index.ts'
import type { Masks } from '../gate/telemetry-outlet.ts'

/** An id, a name or a unit. Sentences, addresses and everything that is encoded are none: no log text can pass. */
const WORD = /^[\w.:@+/-]{1,128}$/

const isWord = (text: string): boolean => WORD.test(text) || isMask(text)

/** Crumbs and tags are flat: what is an object in them was not put there by us. */
function wordOf(value: unknown): unknown {
  if (typeof value === 'string') return isWord(value) ? value : '[masked]'
  return typeof value === 'object' && value !== null ? '[masked]' : value
}

function words<T extends object>(told: T): T {
  const masked = Object.entries(redactValue(told) as object)
  return Object.fromEntries(masked.map(([key, value]) => [isWord(key) ? key : 'other', wordOf(value)])) as T
}

/** What telemetry is masked with: the rules of the whole panel, and beyond them only words. */
export const MASKS: Masks = {
  text: redactText,
  crumb: words,
  metric([name, value, unit, tags], release) {
    const own = words({ name, unit })
    return [own.name, value, own.unit, words({ ...tags, release })]
  },
}
