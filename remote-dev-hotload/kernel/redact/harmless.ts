import { rankOfName } from './names.ts'
import { hasDigit, type Value } from './rule.ts'

const WORDS = new Set(
  (
    'string number boolean any unknown null undefined nil none true false void never object buffer bytes text uint8array required ' +
    'optional invalid missing incorrect expired wrong ok set unset yes no changed updated hidden redacted masked sent reset ' +
    'valid found not is are was were to for and or from with has have the in on of if when flag option must will can cannot instead ' +
    'before after again by as an it this that length empty rejected accepted revoked refreshed rotated generated created deleted ' +
    'removed failed success denied default read write readonly user private public new old file env function async await ' +
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

/** A word that stands where a value would, or what a value is to be put in for. */
export const isPlaceholder = (value: string): boolean =>
  PLACEHOLDER.test(value) || WORDS.has(value.toLowerCase().replace(/[.!?|]+$/, ''))

export const isCode = (value: string): boolean => CODE.test(value) || TYPE.test(value)

/** The path or the name of a file. */
export const isFile = (value: string): boolean => FILE.test(value) || PATH.test(value)

/**
 * Words, types, code and placeholders that stand where a value would. `isToken`: the value is named a token, of which
 * there are also those of a parser; `isSpoken`: a space is between name and value, as in a sentence.
 */
export function isHarmless(
  text: string,
  { start, end, isQuoted }: Value,
  isToken: boolean,
  isSpoken: boolean,
): boolean {
  const value = text.slice(start, Math.min(end, start + 512)).replace(SCHEME, '')
  if (value.length < 3 || isPlaceholder(value)) return true
  if (isToken && /^\d{1,6}(?:[./%]\d{0,6})?$/.test(value)) return true
  if (isFile(value) || /^https?:\/\//.test(value)) return true
  if (VERSION.test(value)) return true
  if (isQuoted) return isSpoken && text[end] === '`' && /^[a-z]+$/i.test(value)
  if (value.startsWith('(') || text[end] === '(') return true
  if (isSpoken && TYPE_NAME.test(value)) return true
  if (isCode(value)) return true
  if (!hasDigit(value) && /^[A-Za-z_$]+[;)]*$/.test(value)) {
    if (rankOfName(value.replace(/\W+$/, '')).rank !== 'none') return true
    // `Password: must be longer` is a sentence, `password: swordfish` at the end of a line is not.
    if (isSpoken && (isToken ? /^ / : /^ {1,2}[A-Za-z]/).test(text.slice(end, end + 3))) return true
  }
  return false
}
