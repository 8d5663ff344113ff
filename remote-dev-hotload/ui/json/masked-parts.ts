import { MASK_KINDS } from '../../kernel/index.ts'

/** A piece of a text: plain, or the place of a secret with the rule that hid it. */
export interface TextPart {
  readonly text: string
  /** Null for plain text. */
  readonly rule: string | null
}

const KNOWN = new Set<string>(MASK_KINDS)
const MASK = /\[masked: ([a-z0-9-]{2,32})\]/gi

/** Masked text → its pieces in order. What only looks like a mask stays plain text. */
export function maskedParts(text: string): TextPart[] {
  const parts: TextPart[] = []
  let from = 0
  for (const match of text.matchAll(MASK)) {
    const rule = match[1]!.toLowerCase()
    if (!KNOWN.has(rule)) continue
    if (match.index > from) parts.push({ text: text.slice(from, match.index), rule: null })
    parts.push({ text: match[0], rule })
    from = match.index + match[0].length
  }
  if (from < text.length || parts.length === 0) parts.push({ text: text.slice(from), rule: null })
  return parts
}
