import { entropy, holdsUserAndPassword } from './entropy.ts'
import type { MaskKind } from './kinds.ts'
import { hasDigit, hasLetter, token, type Rule } from './rule.ts'

const RUN = /[\w-]*/y
const JWT = /eyJ[\w-]{8,}\.(?:[\w-]{8,}(?:\.[\w-]*)?|\.?[\w-]*)/y
const JWE = /eyJ[\w-]{8,}(?:\.[\w-]*){4}/y

/** Signed and encrypted web tokens. The first part is read once for all starts within it. */
const webToken: Rule = {
  words: ['eyJ'],
  ignoreCase: false,
  find(pass, at) {
    const { text } = pass
    if (at >= pass.runEnd) {
      RUN.lastIndex = at
      RUN.exec(text)
      pass.runEnd = RUN.lastIndex
    }
    if (text[pass.runEnd] !== '.') return null
    for (const [kind, pattern] of [
      ['jwe', JWE],
      ['jwt', JWT],
    ] as const) {
      pattern.lastIndex = at
      const match = pattern.exec(text)
      if (match !== null && match[0].length >= 24) return { kind, start: at, end: at + match[0].length }
    }
    return null
  },
}

const KIND_OF_SCHEME: readonly [RegExp, MaskKind][] = [
  [/^postgres/, 'postgres-url'],
  [/^(?:mysql|mariadb)/, 'mysql-url'],
  [/^mongodb/, 'mongodb-url'],
  [/^rediss?$/, 'redis-url'],
  [/^amqps?$/, 'amqp-url'],
  [/^(?:mssql|sqlserver)/, 'mssql-url'],
  [/^(?:nats|kafka|mqtts?|stomp|pulsar)/, 'broker-url'],
  [/^smtps?$/, 'smtp-url'],
  [/^ldaps?$/, 'ldap-url'],
  [/^s?ftps?$/, 'ftp-url'],
]
const LONGEST_SCHEME = 24
/** With a user and without, up to the last @ before the path: passwords contain @ as well. */
const USER_INFO =
  /:\/\/(?:[^\s:/?#@"'`<>\\[]{0,256}:(?!\/|\d{1,5}(?:[/?#]|$))[^\s/"'`<>\\]{1,2048}|[^\s:/?#"'`<>\\]{1,2048})@/y

/** What stands between `://` and `@`. */
const userInfo: Rule = {
  words: ['://'],
  ignoreCase: false,
  find({ text }, at) {
    USER_INFO.lastIndex = at
    const match = USER_INFO.exec(text)
    if (match === null) return null
    const colon = text.indexOf(':', at + 3)
    const end = at + match[0].lastIndexOf('@')
    const named = colon >= 0 && colon < end
    // A single word before the @ is a user, unless it looks drawn at random.
    const secret = text.slice(named ? colon + 1 : at + 3, end)
    if (secret === '' || (!named && (secret.length < 20 || entropy(secret) < 3.4 || !hasDigit(secret)))) return null
    const scheme = /[a-z][a-z0-9+.-]*$/i.exec(text.slice(Math.max(0, at - LONGEST_SCHEME), at))?.[0].toLowerCase() ?? ''
    const drivers = scheme.split(/[+:]/).filter(Boolean)
    const known = KIND_OF_SCHEME.find(([pattern]) => drivers.some((driver) => pattern.test(driver)))
    const kind = known?.[1] ?? (named ? 'url-password' : 'url-token')
    return { kind, start: named ? colon + 1 : at + 3, end }
  },
}

const isRandomEnough = (value: string) => (hasDigit(value) && hasLetter(value)) || value.length >= 24
const HEADER = String.raw`\\?["'\`]?\s{0,3}(?:[:=]|=>)\s{0,3}\[?\s{0,2}\\?["'\`]?\s{0,2}`
const header = (name: string, rest: string, lead = '') => new RegExp(`(${name}${HEADER}${lead})${rest}`, 'iy')
const SCHEMES = 'token|apikey|api-key|key|bot|negotiate|ntlm|genie-?key|pat|oauth|mac|bearer|basic|ssws|splunk'

/** Headers of HTTP, also as objects and command lines show them. */
const HEADERS: readonly Rule[] = [
  token('digest', ['digest'], /(digest\s{1,3})(?:\w{2,20}=[^\r\n]{0,4000}?)?response=[^\r\n]{8,4000}/iy),
  token('digest', ['authorization'], header('authorization', String.raw`(?=digest\s)[^\r\n]+`)),
  token('request-signature', ['AWS4-HMAC-SHA256', 'hawk '], /((?:AWS4-HMAC-SHA256|hawk)\s{1,3})[^\r\n"'`]{20,}/iy),
  token('bearer', ['bearer'], /(bearer(?:\s{1,3}|%20|\+))(?!\[masked)[\w.~+/%=-]{8,}/iy, { check: isRandomEnough }),
  token('basic', ['basic'], /(basic(?:\s{1,3}|%20|\+))[A-Za-z0-9+/]{6,}={0,2}/iy, { check: holdsUserAndPassword }),
  token('splunk-token', ['splunk '], /(splunk\s)[0-9a-f]{8}-[0-9a-f-]{27}/iy),
  token('okta-token', ['ssws '], /(ssws\s)[\w-]{20,}/iy),
  token(
    'authorization',
    ['authorization'],
    header(
      'authorization',
      String.raw`(?!\[masked)[^\s"'\`,;]{4,}`,
      String.raw`(?:${SCHEMES})\s{1,3}(?:\w{1,20}=)?["']?`,
    ),
    { check: isRandomEnough },
  ),
  token('set-cookie', ['set-cookie'], header('set-cookie', String.raw`(?=[^\s=;]{1,200}=)[^;\r\n"'\`]{3,}`)),
  token('cookie', ['cookie'], header('(?<!set-)cookies?', String.raw`(?=[^\s=;]{1,200}=)[^\r\n"'\`]{3,}`)),
]

const isNoUuid = (value: string) => !/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value)

/** Cookies of well known frameworks, wherever they stand, and what addresses carry. */
const CARRIED: readonly Rule[] = [
  token(
    'session-id',
    ['jsessionid', 'phpsessid', 'aspsessionid', 'asp.net_sessionid'],
    /((?:j|php|asp)(?:\.net_)?sess(?:ion)?id\w{0,8}\s{0,2}[=:]\s{0,2}["']?)[\w.!%~-]{8,}/iy,
  ),
  token(
    'session-id',
    ['connect.sid', 'laravel_session', 'ci_session', '_session_id', 'express:sess'],
    /((?:connect\.sid|laravel_session|ci_session|_session_id|express:sess(?:\.sig)?)\s{0,2}[=:]\s{0,2}["']?)[\w.%+/=~:-]{8,}/iy,
  ),
  token('session-id', ['sessionid', 'sid='], /(?<![\w-])((?:sessionid|sid)=["']?)[\w.%-]{20,}/y, { check: isNoUuid }),
  token('oauth-code', ['code='], /(?<=[?&#;])(code=)[\w.~%/-]{10,}/y, {
    check: (value) => hasDigit(value) && hasLetter(value),
  }),
  token(
    'url-signature',
    ['sig=', 'signature='],
    /(?<=[?&;])((?:x-(?:amz|goog|oss|cos|tos)-)?(?:sig|signature)=)[\w%+/=~.-]{8,}/iy,
  ),
  token(
    'url-signature',
    ['x-amz-signature=', 'x-goog-signature=', 'x-oss-signature=', 'q-signature='],
    /((?:x-(?:amz|goog|oss)|q)-signature=)[\w%+/=~.-]{8,}/iy,
  ),
  token(
    'url-token',
    ['key=', 'token=', 'auth=', 'ticket=', 'sas='],
    /(?<=[?&;])((?:key|token|auth|ticket|sas)=)[\w%+/=~.-]{8,}/iy,
    { check: (value) => isNoUuid(value) && hasDigit(value) && hasLetter(value) },
  ),
  token('otpauth', ['otpauth://'], /(otpauth:\/\/[^\s"'?]{0,400}\?(?:[^\s"'#]{0,400}&)?secret=)[A-Za-z2-7%=]{8,}/iy),
  token('saml', ['SAMLResponse=', 'SAMLRequest=', 'SAMLart='], /(SAML(?:Response|Request|art)=)[\w%+/=-]{20,}/y),
]

export const WEB_RULES: readonly Rule[] = [webToken, ...HEADERS, ...CARRIED, userInfo]
