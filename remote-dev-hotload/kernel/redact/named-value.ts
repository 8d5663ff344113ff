import { isCode, isHarmless, isPlaceholder } from './harmless.ts'
import { isMask } from './kinds.ts'
import { rankOfName } from './names.ts'
import { endOfValue, readDrawn, readValue } from './read-value.ts'
import { hasDigit, hasLetter, type Found, type Pass, type Rule } from './rule.ts'

/** One of these is a part of every name that counts. */
const PARTS =
  'pass pwd secret token key auth cookie cred jwt psk otp cvv cvc sig salt seed nonce session sid dsn code kennwort assertion verifier ticket pat mnemonic access licen'
const CHINESE = ['密码', '口令', '密钥', '令牌'].flatMap((noun) => [...':：=为是'].map((sign) => noun + sign))

const MASKED = '[masked: '

/** How far a name reaches to both sides of the part that was found. */
const REACH = 64
const SEPARATOR = /\\{0,4}["'`]?\]?(\s{0,3})(?::=|=>|=(?!=)|[:：](?!\/\/|:))(\s{0,3})/y
const CLI_SPACE = /\s{1,3}(?!-)/y
const SAID = /\s(?:is|was|=)\s/y
const isNameUnit = (code: number) =>
  (code >= 97 && code <= 122) ||
  (code >= 65 && code <= 90) ||
  (code >= 48 && code <= 57) ||
  code === 95 ||
  code === 45 ||
  code === 46 ||
  code === 36

/** Where the value of the name begins, or null: behind `=` and `:`, and behind the space of `--password x`. */
function valueStart(text: string, start: number, end: number): { at: number; isSpoken: boolean } | null {
  SEPARATOR.lastIndex = end
  const separator = SEPARATOR.exec(text)
  if (separator !== null) {
    const isIndexed = separator[0].includes(']')
    if (isIndexed && text[start - 1] !== '[') return null
    return { at: SEPARATOR.lastIndex, isSpoken: separator[2] !== '' && !separator[0].includes('=') }
  }
  const isFlag = text[start] === '-' && /\s/.test(text[start - 1] ?? ' ')
  const pattern = isFlag ? CLI_SPACE : SAID
  pattern.lastIndex = end
  return pattern.exec(text) === null ? null : { at: pattern.lastIndex, isSpoken: !isFlag }
}

/** `password=…`, `"apiKey": "…"`, `--token …`: the name decides, by the same list as in structured data. */
export const namedValue: Rule = {
  words: PARTS.split(' '),
  ignoreCase: true,
  find(pass: Pass, at): Found | number | null {
    const { text } = pass
    if (at < pass.nameEnd) return null
    let start = at
    while (start > 0 && at - start < REACH && isNameUnit(text.charCodeAt(start - 1))) start--
    let end = at
    while (end < text.length && end - at < REACH && isNameUnit(text.charCodeAt(end))) end++
    pass.nameEnd = end
    const from = valueStart(text, start, end)
    if (from === null) return null
    const { rank, kind } = rankOfName(text.slice(start, end))
    if (rank === 'none') return null
    const value = rank === 'sure' ? readValue(text, from.at) : readDrawn(text, from.at)
    if (value === null) return null
    if (text.startsWith(MASKED, value.start) && isMask(text.slice(value.start, value.end))) return value.end
    // `${DB_PASSWORD:?not set}` of a shell says what is missing.
    if (text[start - 1] === '{' && text[value.start] === '?') return null
    const said = text.slice(value.start, value.end)
    if (text.startsWith(' is ', end) && !(kind === 'password' && hasDigit(said) && hasLetter(said) && said.length >= 6))
      return null
    const isToken = kind === 'token'
    return rank === 'maybe' || !isHarmless(text, value, isToken, from.isSpoken)
      ? { kind, start: value.start, end: endOfValue(text, value) }
      : null
  },
}

const CHINESE_VALUE = /([^\s:：=为是]{2}\s?[:：=为是]\s?["'“]?)(?!\[masked)[\x21-\x7e]{4,400}/y

/** The same in Chinese: the value is whatever is not Chinese behind the word. */
export const chineseValue: Rule = {
  words: CHINESE,
  ignoreCase: false,
  find({ text }, at) {
    CHINESE_VALUE.lastIndex = at
    const match = CHINESE_VALUE.exec(text)
    if (match === null) return null
    const start = at + match[1]!.length
    const value = match[0].slice(match[1]!.length).replace(/["',;)]+$/, '')
    return value.length < 4 || isPlaceholder(value) || isCode(value)
      ? null
      : { kind: 'password', start, end: start + value.length }
  },
}
