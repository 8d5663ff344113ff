import type { MaskKind } from './kinds.ts'

/** How much a name says about its value: `sure` masks whatever it is, `maybe` asks the value as well. */
export interface NameRank {
  readonly rank: 'sure' | 'maybe' | 'none'
  readonly kind: MaskKind
}

const NONE: NameRank = { rank: 'none', kind: 'key' }

const list = (words: string) => new Set(words.split(' '))

/** Endings, so that `dbpassword` and `authtoken` count. */
const NOUNS: readonly [RegExp, MaskKind][] = [
  [/(?:password|passwd|passphrase|passcode|pwd)$/, 'password'],
  [/token$/, 'token'],
  [/(?:apikey|secretkey|accesskey|privatekey|authkey|signingkey|encryptionkey|masterkey)$/, 'api-key'],
  [/secrets?$/, 'secret'],
  [/^(?:authorization|authorisation)$/, 'authorization'],
  [/^cookies?$/, 'cookie'],
  [/^(?:credentials?|creds?|jwt|psk|otp|cvv|cvc|htpasswd|kennwort|passwort|pgpass|mnemonic|samlresponse)$/, 'secret'],
]
/** A key is a secret only beside one of these. */
const KEY_OF = list(
  'api access secret private auth encryption encrypt decryption signing sign master account ssh service license ' +
    'shared webhook deploy hmac aes rsa jwt root admin subscription application consumer client app write ' +
    'session ssl tls wallet server push fernet crypto integration ingest function host bot personal merchant',
)
/** `DB_PASS`: the word alone is the result of a test. */
const PASS_OF = list(
  'db smtp ftp user admin mail email redis mysql pg postgres mongo root proxy http basic login ssh sudo amqp rabbitmq mssql ldap',
)
/** What may stand behind the noun without making something else of it. */
const CARRIERS = list(
  'hash value key base confirm confirmation confirmed old new text plain plaintext raw string str header digest again ' +
    'repeat current encoded encrypted json content payload md5 sha1 sha256 sha512 b64 base64 hex data id_secret prod ' +
    'production staging dev test live primary secondary main',
)
/** Tokens of parsers and pages are no secrets, nor are keys that the world may know. */
const HARMLESS_BEFORE = list(
  'next page pagination continuation continue cancel cancellation sync syntax eof unexpected invalid stop start end special ' +
    'pad bos eos max min total prompt completion input output cached reasoning public foreign primary cache sort ' +
    'partition query row object map idempotency translation locale no reset forgot change has is needs show hide num',
)
const MAYBE = list(
  'key keys auth sig signature salt seed nonce access pass session sid credential pat dsn license code verifier assertion ticket tokens',
)
const CODES = list('auth authorization device user backup recovery verification login otp pin sms mfa totp')
/** Names of vendors that make a key or token of theirs worth its own word. */
const VENDORS: ReadonlyMap<string, MaskKind> = new Map<string, MaskKind>([
  ['aws', 'aws-secret'],
  ['amz', 'aws-secret'],
  ['azure', 'azure-secret'],
  ['alibaba', 'alibaba-secret'],
  ['alicloud', 'alibaba-secret'],
  ['aliyun', 'alibaba-secret'],
  ['tencent', 'tencent-secret'],
  ['tencentcloud', 'tencent-secret'],
  ['cloudflare', 'cloudflare-token'],
  ['cf', 'cloudflare-token'],
  ['heroku', 'heroku-key'],
  ['paypal', 'paypal-secret'],
  ['adyen', 'adyen-key'],
  ['postmark', 'postmark-token'],
  ['cohere', 'cohere-key'],
  ['co', 'cohere-key'],
  ['datadog', 'datadog-key'],
  ['dd', 'datadog-key'],
  ['honeycomb', 'honeycomb-key'],
  ['twilio', 'twilio-key'],
  ['okta', 'okta-token'],
  ['algolia', 'algolia-key'],
  ['discord', 'discord-token'],
  ['bitbucket', 'bitbucket-token'],
  ['travis', 'ci-token'],
  ['codecov', 'ci-token'],
  ['jenkins', 'ci-token'],
  ['drone', 'ci-token'],
  ['csrf', 'csrf-token'],
  ['xsrf', 'csrf-token'],
])

const LONGEST = 96
const REMEMBERED = 4_096
const known = new Map<string, NameRank>()

/** `reloadToken`, `X-Api-Key`, `APIKey` → its words in lower case. */
const wordsOf = (name: string): string[] =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean)

/** `password2` is a password; `md5` and `oauth2` are not meant. */
const bare = (word: string) => (word.length > 5 ? word.replace(/\d+$/, '') : word)

const nounKind = (word: string): MaskKind | null => NOUNS.find(([noun]) => noun.test(bare(word)))?.[1] ?? null

/** What the name of a value says about it. Names are remembered: the fields of log lines repeat. */
export function rankOfName(name: string): NameRank {
  if (name.length > LONGEST) return rankOfWords(wordsOf(name.slice(-LONGEST)))
  let rank = known.get(name)
  if (rank === undefined) {
    rank = rankOfWords(wordsOf(name))
    if (known.size >= REMEMBERED) known.clear()
    known.set(name, rank)
  }
  return rank
}

function rankOfWords(words: readonly string[]): NameRank {
  const kindOf = (kind: MaskKind): MaskKind => words.map((word) => VENDORS.get(word)).find(Boolean) ?? kind
  if (/^reload(?:token| token)$/.test(words.join(' '))) return { rank: 'sure', kind: 'reload-token' }
  for (let at = words.length - 1; at >= 0; at--) {
    const word = words[at]!
    const noun = nounOf(words, at)
    if (noun !== null) {
      if (at > 0 && HARMLESS_BEFORE.has(words[at - 1]!)) return NONE
      return { rank: 'sure', kind: kindOf(noun) }
    }
    // `secret_id` of a vault and `password_hash` are secrets still, `password_policy` is not.
    const isCarried = CARRIERS.has(bare(word)) || /^\d+$/.test(word) || (word === 'id' && words[at - 1] === 'secret')
    if (!isCarried || at === 0) break
  }
  const last = bare(words.at(-1) ?? '')
  const before = words.at(-2)
  if (!MAYBE.has(last) || (before !== undefined && HARMLESS_BEFORE.has(before))) return NONE
  if (words.length > 1 && last === 'code' && !CODES.has(before!)) return NONE
  return { rank: 'maybe', kind: kindOf(last === 'key' || last === 'keys' ? 'api-key' : 'secret') }
}

function nounOf(words: readonly string[], at: number): MaskKind | null {
  const word = bare(words[at]!)
  const before = words[at - 1]
  const noun = nounKind(word)
  if (noun !== null) return noun
  if (before === undefined) return null
  if (word === 'key' || word === 'keys')
    return KEY_OF.has(before) || words.slice(0, at).some((other) => VENDORS.has(other)) ? 'api-key' : null
  if (word === 'pass') return PASS_OF.has(before) ? 'password' : null
  return word === 'code' && CODES.has(before) ? 'secret' : null
}
