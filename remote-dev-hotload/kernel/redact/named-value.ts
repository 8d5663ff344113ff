import { holdsUserAndPassword, looksRandom } from './entropy.ts'
import { isMask } from './kinds.ts'
import { rankOfName } from './names.ts'
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
const OPENING = /\\{0,4}["'`]/y
/** A quoted value ends at the quote that opened it, on the same line. */
const UNTIL: Readonly<Record<string, RegExp>> = {
  '"': /(?:[^"\\\r\n]|\\(?!["\r\n]).?){1,512}/y,
  "'": /(?:[^'\\\r\n]|\\(?!['\r\n]).?){1,512}/y,
  '`': /(?:[^`\\\r\n]|\\(?![`\r\n]).?){1,512}/y,
}
const UNTIL_REAL_QUOTE = /(?:[^"\\\r\n]|\\[^\r\n]){1,512}/y
/** A bare value may contain commas and brackets, but not the next name, and not the end of the list it is in. */
const BARE =
  // eslint-disable-next-line no-control-regex -- a control ends a value
  /(?:\[masked: [a-z0-9-]{2,32}\]|[^\s"'`,;&<>(){}\]\\\x00-\x1f]|[,;](?![\s"'{[]|$|(?:(?:User|Initial|Data|Integrated|Persist|Trust|Multiple|Connect|Application|Max|Min) )?[\w.-]{1,40}["']?[:=])|[(){}\]](?![\s,;:)}\]"'<]|$)|\\(?![nrt"'\\\s])){1,512}/y

const WORDS = new Set(
  (
    'string number boolean any unknown null undefined nil none true false void never object buffer bytes text uint8array required ' +
    'optional invalid missing incorrect expired wrong ok set unset yes no changed updated hidden redacted masked sent reset ' +
    'valid found not is are was were to for and or from with has have the in on of if when flag option must will can cannot instead ' +
    'before after again by as an it this that length empty rejected accepted revoked refreshed rotated generated created deleted ' +
    'removed failed success denied default read write readonly admin root user private public new old file env function async await ' +
    'all amd64 arm64 i386 noarch include omit same-origin bearer basic digest negotiate ntlm hawk ssws splunk aws4-hmac-sha256 ' +
    'return provided present absent filtered omitted disabled enabled error mismatch match matches differ too short long weak strong'
  ).split(' '),
)
const PLACEHOLDER =
  /^(?:[*•x.…_-]{3,}|<[^>]*>|\[[A-Z_ ]+\]?|\$[A-Z_a-z][\w.]*|(?:\$\{|\$\(|\{\{|<%|%\{).*|%\(?\w+\)?s?%?|\(?(?:hidden|redacted|none|null)\)?)$/i
const CODE =
  /^(?:(?:await|new|typeof)\s)?[A-Za-z_$][\w$]*(?:\??\.[A-Za-z_$][\w$]*)*(?:\(.*|\[.*)$|^!?(?:[A-Za-z_$][A-Za-z_$]*)(?:\??\.[A-Za-z_$]+)+[!;]?$|^(?:process|import)\.(?:env|meta)\b/
const PATH = /^(?:~|\.{1,2}|@?[\w-]+)?(?:\/[a-z0-9@_.-]+)+\/?(?::\d+)*$/
const FILE = /^[\w@./-]+\.(?:[cm]?[jt]sx?|vue|json|ya?ml|toml|pem|key|crt|txt|go|py|rs|java|md)(?::\d+)*$/i
const TYPE = /^[A-Z][A-Za-z]*(?:<.*|\[\]|\||!|\?)$|^(?:string|number|boolean)\b/

const SCHEME = /^(?:bearer|basic|token|bot)\s+/i

const TYPE_NAME = /^(?:[A-Z][a-z]+){2,}[;,>]?$/
const VERSION = /^[\^~>=<v]*\d+\.\d+\.\d+[\w.+-]*$/

/** What a name that is no proof may hold: one run of the characters that keys are written in. */
const DRAWN = /[\w+/=.~-]{16,128}(?:%[\w+/=.~%-]{0,128})?/y

interface Value {
  readonly start: number
  readonly end: number
  readonly isQuoted: boolean
  /** Reads on: a value is judged by its first 512 characters, and masked to its end. */
  readonly pattern: RegExp
}

const isNameUnit = (code: number) =>
  (code >= 97 && code <= 122) ||
  (code >= 65 && code <= 90) ||
  (code >= 48 && code <= 57) ||
  code === 95 ||
  code === 45 ||
  code === 46 ||
  code === 36

function readValue(text: string, at: number): Value | null {
  OPENING.lastIndex = at
  const opening = OPENING.exec(text)?.[0] ?? ''
  const start = at + opening.length
  const pattern =
    opening === '' ? BARE : opening.length === 1 && opening === '"' ? UNTIL_REAL_QUOTE : UNTIL[opening.at(-1)!]!
  pattern.lastIndex = start
  const match = pattern.exec(text)
  return match && match[0] !== '' ? { start, end: start + match[0].length, isQuoted: opening !== '', pattern } : null
}

function endOfValue(text: string, { end, pattern }: Value): number {
  for (let at = end; ; at = pattern.lastIndex) {
    pattern.lastIndex = at
    if (!pattern.test(text)) return at
  }
}

/** Words, types, code and placeholders that stand where a value would. */
function isHarmless(text: string, { start, end, isQuoted }: Value, isToken: boolean, isSpoken: boolean): boolean {
  const value = text.slice(start, Math.min(end, start + 512)).replace(SCHEME, '')
  if (value.length < 3 || PLACEHOLDER.test(value) || WORDS.has(value.toLowerCase().replace(/[.!?|]+$/, ''))) return true
  if (isToken && /^\d{1,6}(?:[./%]\d{0,6})?$/.test(value)) return true
  if (FILE.test(value) || PATH.test(value) || /^https?:\/\//.test(value)) return true
  if (VERSION.test(value)) return true
  if (isQuoted) return isSpoken && text[end] === '`' && /^[a-z]+$/i.test(value)
  if (value.startsWith('(') || text[end] === '(') return true
  if (isSpoken && TYPE_NAME.test(value)) return true
  if (CODE.test(value) || TYPE.test(value)) return true
  if (!hasDigit(value) && /^[A-Za-z_$]+[;)]*$/.test(value)) {
    if (rankOfName(value.replace(/\W+$/, '')).rank !== 'none') return true
    // `Password: must be longer` is a sentence, `password: swordfish` at the end of a line is not.
    if (isSpoken && (isToken ? /^ / : /^ {1,2}[A-Za-z]/).test(text.slice(end, end + 3))) return true
  }
  return false
}

function readDrawn(text: string, at: number): Value | null {
  OPENING.lastIndex = at
  const start = at + (OPENING.exec(text)?.[0].length ?? 0)
  DRAWN.lastIndex = start
  const match = DRAWN.exec(text)
  if (match === null) return null
  const [drawn] = match
  const isSecret = looksRandom(drawn)
    ? !FILE.test(drawn) && !PATH.test(drawn)
    : start > at && holdsUserAndPassword(drawn)
  return isSecret ? { start, end: start + drawn.length, isQuoted: start > at, pattern: DRAWN } : null
}

/** Where the value of the name begins, or -1: behind `=` and `:`, and behind the space of `--password x`. */
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
    return value.length < 4 || PLACEHOLDER.test(value) || WORDS.has(value.toLowerCase()) || CODE.test(value)
      ? null
      : { kind: 'password', start, end: start + value.length }
  },
}
