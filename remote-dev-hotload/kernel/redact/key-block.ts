import type { MaskKind } from './kinds.ts'
import type { Pass, Rule } from './rule.ts'

const BEGIN = /-----BEGIN ([A-Z0-9 ]{0,40})PRIVATE KEY(?: BLOCK)?-----/y
const END = /-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/y
const END_MARK = '-----END '
const PUTTY = 'PuTTY-User-Key-File-'
const PUTTY_END = 'Private-MAC:'
/** What of a block is read in search of its end, UTF-16 units: the largest keys have 20 000. */
const LONGEST = 64 * 1024
const LONGEST_LINE = 2_000
/** Lines of a message may be separated by the letters \n: JSON inside of text. */
const LINE_END = /\r?\n|\\r?\\?n/g

const HEADER_LINE =
  /^(?:Proc-Type|DEK-Info|Comment|Version|Hash|Charset|MessageID|Encryption|(?:Public|Private)-Lines|Key-Derivation|Argon2-\w{1,20}):/
const BASE64 = /^[A-Za-z0-9+/]+={0,3}$/
const WORD = /^[a-z]{1,20}$|^[A-Z]?[a-z]{1,15}$/
const LAST_WORD = /[A-Za-z0-9+/=]*$/

/** Whether a line may be a part of a key block: base64, a header, or nothing. */
export function looksLikeKeyLine(line: string): boolean {
  const text = line.trim()
  if (text === '' || HEADER_LINE.test(text)) return true
  if (text.length > LONGEST_LINE) return false
  if (BASE64.test(text)) return !WORD.test(text) || text.length >= 16
  if (/^=[A-Za-z0-9+/]{4}$/.test(text)) return true
  // A logger's own words may stand before it.
  const last = LAST_WORD.exec(text)![0]
  return last.length >= 40 && BASE64.test(last) && /\d/.test(last) && /[A-Z]/.test(last) && /[a-z]/.test(last)
}

/** A long base64 line and nothing else: what a page shows that starts inside of a key. */
export function isKeyMaterial(line: string): boolean {
  const { length } = line
  if (length < 60 || length > 120) return false
  const text = line.trim()
  if (text.length < 60 || text.length > 76 || !BASE64.test(text)) return false
  return (
    /\d/.test(text) &&
    /[A-Z].*[A-Z].*[A-Z]/.test(text) &&
    /[a-z].*[a-z].*[a-z]/.test(text) &&
    !/[A-Za-z]{32}/.test(text)
  )
}

/** Where the end of a block is marked, at or after `from`; -1 when it is not. Asked forwards, so it reads all once. */
function endMark(pass: Pass, from: number): number {
  if (pass.blockEnd !== -1 && pass.blockEnd < from) pass.blockEnd = pass.text.indexOf(END_MARK, from)
  return pass.blockEnd
}

/** The next end of a line at or after `from`; asked forwards, like the mark. */
function nextLineEnd(pass: Pass, from: number): { at: number; to: number } {
  if (pass.lineEnd.at < from) {
    LINE_END.lastIndex = from
    const match = LINE_END.exec(pass.text)
    pass.lineEnd = match
      ? { at: match.index, to: match.index + match[0].length }
      : { at: pass.text.length, to: pass.text.length }
  }
  return pass.lineEnd
}

function endOfBlock(pass: Pass, from: number): number {
  const { text } = pass
  const mark = endMark(pass, from)
  if (mark >= 0 && mark - from <= LONGEST) {
    END.lastIndex = mark
    const match = END.exec(text)
    if (match) return mark + match[0].length
  }
  return endOfKeyLines(pass, from)
}

/** Without an end: as far as the lines look like key material. */
function endOfKeyLines(pass: Pass, from: number): number {
  const { text } = pass
  let end = from
  for (let start = from; start < text.length;) {
    const { at, to } = nextLineEnd(pass, start)
    if (at - start > LONGEST_LINE) break
    const line = text.slice(start, at)
    if (!looksLikeKeyLine(line)) break
    if (line.trim() !== '') end = at
    start = to
  }
  return end
}

function kindOf(label: string): MaskKind {
  if (label.startsWith('OPENSSH')) return 'openssh-key'
  return label.startsWith('PGP') ? 'pgp-key' : 'private-key'
}

const pem: Rule = {
  words: ['-----BEGIN '],
  ignoreCase: false,
  find(pass, at) {
    BEGIN.lastIndex = at
    const match = BEGIN.exec(pass.text)
    if (match === null) return null
    return { kind: kindOf(match[1]!), start: at, end: endOfBlock(pass, at + match[0].length) }
  },
}

const PUTTY_BLOCK = /PuTTY-User-Key-File-\d:[^\r\n]{0,200}/y
const PUTTY_MAC = /Private-MAC:\s?[0-9a-f]{0,128}/y

const putty: Rule = {
  words: [PUTTY],
  ignoreCase: false,
  find(pass, at) {
    const { text } = pass
    PUTTY_BLOCK.lastIndex = at
    const match = PUTTY_BLOCK.exec(text)
    if (match === null) return null
    const end = endOfKeyLines(pass, Math.min(text.length, at + match[0].length + 1))
    // The lines end before the hash, which is the last of them.
    PUTTY_MAC.lastIndex = end
    while (/[\r\n]/.test(text[PUTTY_MAC.lastIndex] ?? '')) PUTTY_MAC.lastIndex++
    const mac = PUTTY_MAC.exec(text)
    return { kind: 'putty-key', start: at, end: mac ? mac.index + mac[0].length : Math.max(end, at + match[0].length) }
  },
}

export const KEY_BLOCK_RULES: readonly Rule[] = [pem, putty]

/** The kind of key whose block begins in the text and does not end in it; null when none is left open. */
export function openBlockOf(text: string): MaskKind | null {
  const puttyAt = text.lastIndexOf(PUTTY)
  if (puttyAt >= 0 && !text.includes(PUTTY_END, puttyAt)) return 'putty-key'
  const at = text.lastIndexOf('-----BEGIN ')
  if (at < 0 || text.includes(END_MARK, at)) return null
  BEGIN.lastIndex = at
  const match = BEGIN.exec(text)
  return match && kindOf(match[1]!)
}

/** Whether the line ends a block. */
export function endsBlock(line: string): boolean {
  return line.includes(PUTTY_END) || /-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/.test(line)
}
