import { maskOf, masksIn, type MaskKind } from './kinds.ts'
import { chineseValue, namedValue } from './named-value.ts'
import { CLOUD_RULES } from './rules-cloud.ts'
import { FILE_RULES } from './rules-files.ts'
import { SERVICE_RULES } from './rules-services.ts'
import { SOURCE_RULES } from './rules-source.ts'
import { WEB_RULES } from './rules-web.ts'
import { createScan, type Hit } from './scan.ts'
import { coloursOf, hasHiddenText, hasUnseen, placesInText, visibleText } from './visible.ts'

/** The more telling rule first: it names the mask where several have found the same. */
const scan = createScan([
  ...FILE_RULES,
  ...CLOUD_RULES,
  ...SOURCE_RULES,
  ...SERVICE_RULES,
  ...WEB_RULES,
  chineseValue,
  namedValue,
])

interface Range {
  readonly kind: MaskKind
  readonly start: number
  readonly end: number
}

/** Shorter than any secret with its name. */
const SHORTEST = 7
/** A mask may bring a new secret into view; more often than this only a text that was made for it does so. */
const MOST_ROUNDS = 4

/**
 * The text with every known secret replaced by `[masked: <kind>]`, and nothing else of it changed. Masked text
 * stays as it is. Linear in the length of the text.
 *
 * A seat belt, not a vault: the server should not send secrets in the first place.
 */
export function redactText(text: string): string {
  if (text.length < SHORTEST) return text
  if (!hasUnseen(text)) return settle(text, maskOnce)
  // Colours and invisible marks inside of a secret do not hide it.
  const shown = hasHiddenText(text) ? settle(text, maskOnce) : text
  return settle(shown, maskVisible)
}

function settle(text: string, mask: (text: string) => string): string {
  let out = mask(text)
  for (let round = 1, before = text; out !== before && round < MOST_ROUNDS; round++) {
    before = out
    out = mask(out)
  }
  return out
}

function maskOnce(text: string): string {
  const hits = scan(text)
  return hits === null ? text : replace(text, rangesOf(text, hits), false)
}

function maskVisible(text: string): string {
  const visible = visibleText(text)
  const hits = scan(visible)
  return hits === null ? text : replace(text, placesInText(text, rangesOf(visible, hits)), true)
}

/** Overlapping finds become one, what is masked already is left out. */
function rangesOf(text: string, hits: Hit[]): Range[] {
  hits.sort((a, b) => a.start - b.start || a.rule - b.rule)
  const merged: Hit[] = []
  for (const hit of hits) {
    const last = merged.at(-1)
    if (last === undefined || hit.start >= last.end) merged.push(hit)
    else merged[merged.length - 1] = join(last, hit)
  }
  const masks = masksIn(text)
  if (masks.length === 0) return merged
  const ranges: Range[] = []
  let first = 0
  for (const { kind, start, end } of merged) {
    let from = start
    while (first < masks.length && masks[first]!.end <= from) first++
    for (let at = first; at < masks.length && masks[at]!.start < end; at++) {
      const mask = masks[at]!
      if (from < mask.start) ranges.push({ kind, start: from, end: mask.start })
      from = Math.max(from, mask.end)
    }
    if (from < end) ranges.push({ kind, start: from, end })
  }
  return ranges
}

function join(a: Hit, b: Hit): Hit {
  const { kind, rule } = b.rule < a.rule ? b : a
  return { kind, rule, start: a.start, end: Math.max(a.end, b.end) }
}

function replace(text: string, ranges: readonly Range[], isColoured: boolean): string {
  let out = ''
  let from = 0
  for (const { kind, start, end } of ranges) {
    out += text.slice(from, start) + maskOf(kind)
    if (isColoured) out += coloursOf(text.slice(start, end))
    from = end
  }
  return out + text.slice(from)
}
