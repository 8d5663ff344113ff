/**
 * Masks secrets in text before anything else sees it. A seat belt, not a vault: the server should not
 * send them in the first place.
 *
 * Each pattern is linear (no nested repetition) and guarded by a cheap keyword, because this runs on
 * every log line.
 */
interface Rule {
  name: string
  /** Lower-case text that must occur for the pattern to be tried at all. */
  hint: string
  pattern: RegExp
  /** How many leading groups of the match stay readable. */
  keep?: boolean
}

const RULES: readonly Rule[] = [
  {
    name: 'private-key',
    hint: 'private key',
    pattern: /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  },
  { name: 'jwt', hint: 'eyj', pattern: /\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g },
  { name: 'bearer', hint: 'bearer', pattern: /(\bbearer\s+)[\w.~+/=-]{8,}/gi, keep: true },
  { name: 'basic', hint: 'basic', pattern: /(\bbasic\s+)[A-Za-z0-9+/]{12,}={0,2}/gi, keep: true },
  { name: 'aws-key', hint: 'ia', pattern: /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g },
  { name: 'github-token', hint: 'gh', pattern: /\b(?:gh[pousr]_[A-Za-z0-9]{30,}|github_pat_\w{30,})\b/g },
  { name: 'slack-token', hint: 'xox', pattern: /\bxox[abeoprs]-[\w-]{10,}/g },
  { name: 'google-key', hint: 'aiza', pattern: /\bAIza[\w-]{35}/g },
  { name: 'api-key', hint: 'sk', pattern: /\b[rs]k[_-](?:live|test|proj|ant)?[_-]?[A-Za-z0-9_-]{20,}/g },
  { name: 'url-password', hint: '://', pattern: /(\b[a-z][\w+.-]*:\/\/[^\s:/@]+:)[^\s/@]+(?=@)/gi, keep: true },
  {
    name: 'secret',
    hint: '',
    pattern:
      /(\b[\w-]*(?:password|passwd|secret|api[_-]?key|access[_-]?key|(?:access|refresh|reload|auth|id)[_-]?token|authorization|private[_-]?key)["']?\s*[:=]\s*["']?)(?!bearer\b|basic\b|\[)[^\s"',;&)}\]]{3,}/gi,
    keep: true,
  },
]

const SECRET_KEY = /pass(word|wd)?$|secret|token$|api[_-]?key|authorization|cookie|private[_-]?key|credential/i

/** The text with every known secret replaced by `[masked: <kind>]`. */
export function redactText(text: string): string {
  if (text.length < 8) return text
  const lower = text.toLowerCase()
  let out = text
  for (const { name, hint, pattern, keep } of RULES) {
    if (hint !== '' && !lower.includes(hint)) continue
    out = out.replace(pattern, keep ? `$1[masked: ${name}]` : `[masked: ${name}]`)
  }
  return out
}

const MAX_DEPTH = 32

/**
 * A fresh copy of free-form JSON: texts masked, values of secret-looking keys replaced whole, nothing
 * inherited, nothing deeper than 32 levels.
 */
export function redactValue(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return redactText(value)
  if (typeof value !== 'object' || value === null) return value
  if (depth >= MAX_DEPTH) return '[too deep]'
  if (Array.isArray(value)) return value.map((item) => redactValue(item, depth + 1))
  const copy: Record<string, unknown> = Object.create(null) as Record<string, unknown>
  for (const [key, item] of Object.entries(value)) {
    if (key === '__proto__') continue
    copy[key] =
      SECRET_KEY.test(key) && item !== null && typeof item !== 'object' ? '[masked: key]' : redactValue(item, depth + 1)
  }
  return copy
}
