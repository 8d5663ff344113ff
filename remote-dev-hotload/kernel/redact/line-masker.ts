import { isMask, maskOf, type MaskKind } from './kinds.ts'
import { endsBlock, isKeyMaterial, looksLikeKeyLine, openBlockOf } from './key-block.ts'
import { redactText } from './redact-text.ts'
import { hasUnseen, visibleText } from './visible.ts'

/** Masks the lines of logs that arrive one after the other, and remembers where a key has begun and not ended. */
export interface LineMasker {
  /** `stream` names what prints one line after the other: a session and the source in it. */
  mask(stream: string, line: string): string
  /** Lines are missing: the next one continues nothing. */
  reset(): void
}

interface OpenBlock {
  readonly kind: MaskKind
  /** A block whose begin was not seen ends with the first line that is not long. */
  readonly isGuessed: boolean
  lines: number
}

/** The largest keys have 100 lines. */
const MOST_LINES = 200
/** More streams at once inside of a key only somebody invents who wants the memory. */
const MOST_OPEN = 256
const SHORTEST_REST = 16

const shown = (line: string) => (hasUnseen(line) ? visibleText(line) : line)

const isRest = (text: string) =>
  isKeyMaterial(text) || (text.length >= SHORTEST_REST && !/\s/.test(text) && looksLikeKeyLine(text))

/** Masks line by line, with a memory of the blocks that are open. Bounded: 256 streams, 200 lines a block. */
export function createLineMasker(): LineMasker {
  const open = new Map<string, OpenBlock>()

  /** Null when the line does not belong to the block. */
  function maskInBlock(stream: string, line: string, block: OpenBlock): string | null {
    const text = shown(line)
    const isEnd = endsBlock(text)
    const belongs = isEnd || (block.isGuessed ? isRest(text.trim()) : looksLikeKeyLine(text))
    if (isEnd || !belongs || ++block.lines >= MOST_LINES) open.delete(stream)
    if (!belongs) return null
    return text.trim() === '' ? line : maskOf(block.kind)
  }

  function remember(stream: string, kind: MaskKind, isGuessed: boolean): void {
    if (open.size >= MOST_OPEN) open.delete(open.keys().next().value!)
    open.set(stream, { kind, isGuessed, lines: 0 })
  }

  return {
    mask(stream, line) {
      const block = open.size === 0 ? undefined : open.get(stream)
      const inBlock = block && maskInBlock(stream, line, block)
      if (inBlock !== undefined && inBlock !== null) return inBlock
      if (isKeyMaterial(line) || (line.includes('\x1b') && isKeyMaterial(shown(line)))) {
        remember(stream, 'key-material', true)
        return maskOf('key-material')
      }
      const masked = redactText(line)
      // The mark of a begin is always masked, so a line that is as before opens nothing.
      const kind = masked === line ? null : openBlockOf(shown(line))
      if (kind !== null) remember(stream, kind, false)
      return masked
    },
    reset: () => open.clear(),
  }
}

/**
 * For a page that starts inside of a key: the lines before an end whose begin is not there, newest first, are
 * masked as long as they look like key material. `lines` are of one stream; the answer has as many.
 */
export function maskBackwards(lines: readonly string[]): string[] {
  const out = [...lines]
  for (let at = 0; at < out.length; at++) {
    if (!/-----END [A-Z0-9 ]{0,40}PRIVATE KEY/.test(out[at]!)) continue
    for (let before = at - 1; before >= 0 && at - before <= MOST_LINES; before--) {
      const text = shown(out[before]!)
      if (isMask(text)) continue
      if (text.trim() === '' || !looksLikeKeyLine(text)) break
      out[before] = maskOf('private-key')
    }
  }
  return out
}
