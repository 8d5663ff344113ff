import { safeLink } from '../../kernel/index.ts'
import { plainText, plainTextWhole, styledParts, type StyledPart } from '../ansi.ts'
import type { TextRange } from '../engine/log-find.ts'

/** A run of a drawn message. */
export interface MessagePart {
  readonly text: string
  readonly classes: string
  /** Checked, http(s) only. */
  readonly href: string | null
  readonly isHit: boolean
}

/** A message as it is drawn: `text` when it is all one run, else `parts`. */
export interface DrawnMessage {
  readonly text: string
  readonly parts: readonly MessagePart[] | null
  /** Characters that are not drawn. */
  readonly more: number
}

export const LINE_LIMIT = 2_000
export const WRAPPED_LIMIT = 20_000

const ESC = '\u001b'
const CSI = '\u009b'

const LINK = /https?:\/\/[^\s<>"'`\\^{|}]+/g
const TRAILING = '.,;:!?)]*_~'

interface Span {
  readonly from: number
  readonly to: number
  readonly href: string | null
}

/** Addresses in a text. Each character is looked at once; what follows a sentence is not part of it. */
export function linksIn(text: string): Span[] {
  if (!text.includes('://')) return []
  const found: Span[] = []
  for (const match of text.matchAll(LINK)) {
    let end = match[0].length
    while (end > 0 && TRAILING.includes(match[0][end - 1]!)) end--
    const href = safeLink(match[0].slice(0, end))
    if (href !== null) found.push({ from: match.index, to: match.index + end, href })
  }
  return found
}

/** Cuts styled runs at the edges of links and hits, so that each piece is wholly in or out of both. */
function cut(styled: readonly StyledPart[], links: readonly Span[], hits: readonly TextRange[]): MessagePart[] {
  const parts: MessagePart[] = []
  let link = 0
  let hit = 0
  let at = 0
  for (const { text, classes } of styled) {
    const end = at + text.length
    let from = at
    while (from < end) {
      while (link < links.length && links[link]!.to <= from) link++
      while (hit < hits.length && hits[hit]![1] <= from) hit++
      const inLink = link < links.length && links[link]!.from <= from
      const inHit = hit < hits.length && hits[hit]![0] <= from
      const linkEdge = link < links.length ? (inLink ? links[link]!.to : links[link]!.from) : end
      const hitEdge = hit < hits.length ? (inHit ? hits[hit]![1] : hits[hit]![0]) : end
      const to = Math.min(end, linkEdge, hitEdge)
      const href = inLink ? links[link]!.href : null
      parts.push({ text: text.slice(from - at, to - at), classes, href, isHit: inHit })
      from = to
    }
    at = end
  }
  return parts
}

function shorten(styled: readonly StyledPart[], limit: number): StyledPart[] {
  const kept: StyledPart[] = []
  let left = limit
  for (const part of styled) {
    if (left <= 0) break
    kept.push(part.text.length > left ? { ...part, text: part.text.slice(0, left) } : part)
    left -= part.text.length
  }
  return kept
}

const inOneLine = (text: string) => (text.includes('\n') ? text.replaceAll('\n', ' ⏎ ') : text)

export interface MessageLook {
  readonly wrap: boolean
  rangesIn(text: string): readonly TextRange[]
}

/** How a message is drawn in its row. Most are one run of text and cost nothing more. */
export function drawnMessage(message: string, look: MessageLook): DrawnMessage {
  const limit = look.wrap ? WRAPPED_LIMIT : LINE_LIMIT
  const oneLine = look.wrap ? (text: string) => text : inOneLine
  const readable = plainText(message)
  // Escapes count as little as nothing; the true length of a giant is not worth reading all of it.
  const length = message.length > readable.length + limit ? message.length : readable.length
  const more = Math.max(0, length - limit)
  const text = more > 0 ? readable.slice(0, limit) : readable
  const links = readable.length <= LINE_LIMIT || look.wrap ? linksIn(text) : []
  const hits = look.rangesIn(readable)
  const isStyled = readable !== message && message.length > 0 && (message.includes(ESC) || message.includes(CSI))
  if (!isStyled && links.length === 0 && hits.length === 0) return { text: oneLine(text), parts: null, more }
  const styled = isStyled ? shorten(styledParts(message), limit) : [{ text, classes: '' }]
  const parts = cut(styled, links, hits).map((part) => ({ ...part, text: oneLine(part.text) }))
  return { text: '', parts, more }
}

/** All of a message that an opened line shows. */
export function openedText(message: string, limit = 256 * 1_024): { text: string; more: number } {
  const text = plainTextWhole(message.length > limit ? message.slice(0, limit) : message)
  return { text, more: Math.max(0, message.length - limit) }
}
