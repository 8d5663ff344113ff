/** A run of text in one style. `classes` is '' or names of the fixed set `dh-a-…`, a space between. */
export interface StyledPart {
  readonly text: string
  readonly classes: string
}

const MAX_LENGTH = 32 * 1024
const MAX_PARAMETERS = 64
const MAX_STRING = 2_048

// eslint-disable-next-line no-control-regex -- control characters are what this file is about
const NEEDS_WORK = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/

const ESC = 0x1b
const CSI = 0x9b

/** Controls but tab and newline, and the marks that reorder or break text on screen. */
function isUnseen(code: number): boolean {
  if (code < 0x20) return code !== 0x09 && code !== 0x0a
  if (code < 0x7f) return false
  if (code <= 0x9f) return true
  if (code < 0x61c) return false
  return (
    code === 0x61c ||
    code === 0x200e ||
    code === 0x200f ||
    (code >= 0x2028 && code <= 0x202e) ||
    (code >= 0x2066 && code <= 0x2069)
  )
}

interface Style {
  fg: number
  bg: number
  bold: boolean
  dim: boolean
  italic: boolean
  underline: boolean
  inverse: boolean
}
const plain = (): Style => ({
  fg: -1,
  bg: -1,
  bold: false,
  dim: false,
  italic: false,
  underline: false,
  inverse: false,
})

function classesOf(style: Style): string {
  const names: string[] = []
  if (style.fg >= 0) names.push(`dh-a-f${style.fg}`)
  if (style.bg >= 0) names.push(`dh-a-b${style.bg}`)
  for (const name of ['bold', 'dim', 'italic', 'underline', 'inverse'] as const) {
    if (style[name]) names.push(`dh-a-${name}`)
  }
  return names.join(' ')
}

/** The colours a terminal gives its 16, to find the nearest one. */
const PALETTE = [
  [0, 0, 0],
  [205, 0, 0],
  [0, 205, 0],
  [205, 205, 0],
  [0, 0, 238],
  [205, 0, 205],
  [0, 205, 205],
  [229, 229, 229],
  [127, 127, 127],
  [255, 0, 0],
  [0, 255, 0],
  [255, 255, 0],
  [92, 92, 255],
  [255, 0, 255],
  [0, 255, 255],
  [255, 255, 255],
] as const

function nearest(r: number, g: number, b: number): number {
  let best = 0
  let least = Infinity
  for (const [index, [pr, pg, pb]] of PALETTE.entries()) {
    const distance = (r - pr) ** 2 + (g - pg) ** 2 + (b - pb) ** 2
    if (distance < least) [best, least] = [index, distance]
  }
  return best
}

function indexed(code: number): number {
  if (code < 16) return code
  if (code >= 232) return nearest(...(Array(3).fill(8 + (code - 232) * 10) as [number, number, number]))
  const step = (value: number) => (value === 0 ? 0 : 55 + value * 40)
  const cube = code - 16
  return nearest(step(Math.floor(cube / 36)), step(Math.floor(cube / 6) % 6), step(cube % 6))
}

/** Reads `38;5;n` and `38;2;r;g;b`; returns the colour, -1 when it is none, and how many numbers it took. */
function extended(codes: readonly number[], at: number): { colour: number; used: number } {
  const byte = (index: number) => Math.min(255, codes[index] ?? 0)
  if (codes[at] === 5) return { colour: indexed(byte(at + 1)), used: 2 }
  if (codes[at] === 2) return { colour: nearest(byte(at + 1), byte(at + 2), byte(at + 3)), used: 4 }
  return { colour: -1, used: 0 }
}

function applySgr(style: Style, parameters: string): void {
  if (/[<-?]/.test(parameters)) return
  const codes = parameters.split(/[;:]/).map(Number)
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i]!
    if (code === 0) Object.assign(style, plain())
    else if (code === 1) style.bold = true
    else if (code === 2) style.dim = true
    else if (code === 3) style.italic = true
    else if (code === 4) style.underline = true
    else if (code === 7) style.inverse = true
    else if (code === 22) style.bold = style.dim = false
    else if (code === 23) style.italic = false
    else if (code === 24) style.underline = false
    else if (code === 27) style.inverse = false
    else if (code >= 30 && code <= 37) style.fg = code - 30
    else if (code >= 40 && code <= 47) style.bg = code - 40
    else if (code >= 90 && code <= 97) style.fg = code - 82
    else if (code >= 100 && code <= 107) style.bg = code - 92
    else if (code === 39) style.fg = -1
    else if (code === 49) style.bg = -1
    else if (code === 38 || code === 48) {
      const { colour, used } = extended(codes, i + 1)
      if (code === 38) style.fg = colour
      else style.bg = colour
      i += used
    }
  }
}

const between = (code: number, low: number, high: number) => code >= low && code <= high

/** Where a control sequence ends that begins (after its introducer) at `at`. Each character is looked at once. */
function endOfCsi(text: string, at: number): { end: number; parameters: string; final: number } {
  let end = at
  while (between(text.charCodeAt(end), 0x30, 0x3f)) end++
  const parameters = end - at <= MAX_PARAMETERS ? text.slice(at, end) : '?'
  while (between(text.charCodeAt(end), 0x20, 0x2f) && end - at < MAX_LENGTH) end++
  const final = text.charCodeAt(end)
  return between(final, 0x40, 0x7e) ? { end: end + 1, parameters, final } : { end, parameters: '?', final: 0 }
}

/** Titles, links and the like: up to BEL or ESC \; nothing in them is text for a reader. */
function endOfString(text: string, at: number): number {
  const limit = Math.min(text.length, at + MAX_STRING)
  for (let end = at; end < limit; end++) {
    const code = text.charCodeAt(end)
    if (code === 0x07 || code === 0x9c) return end + 1
    if (code === ESC) return text.charCodeAt(end + 1) === 0x5c ? end + 2 : end
  }
  return limit
}

function readParts(text: string): StyledPart[] {
  const parts: StyledPart[] = []
  const style = plain()
  let classes = ''
  let run = ''
  let from = 0
  let at = 0
  let isRestyled = false
  const flush = () => {
    if (run) parts.push({ text: run, classes })
    run = ''
  }
  /** Only a style that text follows is worth naming; a hostile line is styles all over. */
  const take = (to: number) => {
    if (to === from) return
    if (isRestyled) {
      isRestyled = false
      const now = classesOf(style)
      if (now !== classes) flush()
      classes = now
    }
    run += text.slice(from, to)
  }
  while (at < text.length) {
    const code = text.charCodeAt(at)
    if (!isUnseen(code)) {
      at++
      continue
    }
    take(at)
    const next = code === ESC ? text.charCodeAt(at + 1) : 0
    if (code === CSI || next === 0x5b) {
      const { end, parameters, final } = endOfCsi(text, at + (code === CSI ? 1 : 2))
      at = end
      if (final === 0x6d) {
        applySgr(style, parameters)
        isRestyled = true
      }
    } else if (code === 0x9d || code === 0x90 || [0x5d, 0x50, 0x58, 0x5e, 0x5f].includes(next)) {
      at = endOfString(text, at + (code === ESC ? 2 : 1))
    } else {
      at += code === ESC && between(next, 0x40, 0x7e) ? 2 : 1
    }
    from = at
  }
  take(text.length)
  flush()
  return parts
}

/**
 * A log message as runs of styled text: of all escapes only colours and weights have an effect, and no escape,
 * control or reordering character is left. What is longer than 32 KiB is cut. Linear in the message.
 */
export function styledParts(message: string): StyledPart[] {
  const text = message.length > MAX_LENGTH ? `${message.slice(0, MAX_LENGTH)} …` : message
  if (!NEEDS_WORK.test(text)) return text ? [{ text, classes: '' }] : []
  return readParts(text)
}

/** The readable text of a log message; always equal to the texts of `styledParts` in a row. */
export function plainText(message: string): string {
  const text = message.length > MAX_LENGTH ? `${message.slice(0, MAX_LENGTH)} …` : message
  if (!NEEDS_WORK.test(text)) return text
  return readParts(text)
    .map((part) => part.text)
    .join('')
}

/** The same for a message of any length: for a copy, and for a line that the reader has opened. */
export function plainTextWhole(message: string): string {
  if (!NEEDS_WORK.test(message)) return message
  return readParts(message)
    .map((part) => part.text)
    .join('')
}
