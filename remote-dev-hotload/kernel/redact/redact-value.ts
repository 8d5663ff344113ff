import { holdsUserAndPassword, looksRandom } from './entropy.ts'
import { isMask, maskOf } from './kinds.ts'
import { rankOfName } from './names.ts'
import { redactText } from './redact-text.ts'

const MAX_DEPTH = 32
/** The key of a running session: not even its place is kept. */
const DROPPED = /^reload[_-]?token$/i
const PRIVATE_JWK = new Set(['d', 'p', 'q', 'dp', 'dq', 'qi', 'k'])
const NAMES = ['name', 'key', 'header', 'field', 'param'] as const

type Plain = Readonly<Record<string, unknown>>

/**
 * A fresh copy of free-form JSON: texts masked (keys as well), values of secret-looking keys replaced whole
 * whatever they are, `reloadToken` left out, nothing inherited, nothing deeper than 32 levels.
 */
export function redactValue(value: unknown): unknown {
  return copyOf(value, 0)
}

function copyOf(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return redactText(value)
  if (typeof value !== 'object' || value === null) return value
  if (depth >= MAX_DEPTH) return '[too deep]'
  return Array.isArray(value) ? copyOfList(value as unknown[], depth) : copyOfObject(value as Plain, depth)
}

/** `['--password', 'x']`: what follows a flag is its value. */
function copyOfList(list: readonly unknown[], depth: number): unknown[] {
  let isNext = false
  return list.map((item) => {
    const isValue = isNext
    isNext = typeof item === 'string' && item.startsWith('-') && !item.includes('=') && isSure(item)
    return isValue && !isNext ? hidden(item) : copyOf(item, depth + 1)
  })
}

function copyOfObject(value: Plain, depth: number): Record<string, unknown> {
  const copy: Record<string, unknown> = Object.create(null) as Record<string, unknown>
  // `{ name: 'password', value: 'x' }`, as forms and headers are written down.
  const naming =
    'value' in value ? NAMES.map((name) => value[name]).find((name) => typeof name === 'string') : undefined
  const isNamed = naming !== undefined && isSure(naming)
  const isJwk = 'kty' in value
  for (const [key, item] of Object.entries(value)) {
    if (key === '__proto__' || DROPPED.test(key)) continue
    const isSecret = isSecretField(key, item) || (isNamed && key === 'value') || (isJwk && PRIVATE_JWK.has(key))
    copy[redactText(key)] = isSecret ? hidden(item) : copyOf(item, depth + 1)
  }
  return copy
}

const isSure = (name: string) => rankOfName(name).rank === 'sure'

function isSecretField(key: string, item: unknown): boolean {
  const { rank } = rankOfName(key)
  if (rank === 'none') return false
  if (rank === 'sure') return true
  return (
    typeof item === 'string' &&
    item.length < 4_096 &&
    (looksRandom(item) || (item.length > 8 && holdsUserAndPassword(item)))
  )
}

/** Nothing is nothing, and what is masked says already what it was. */
const hidden = (item: unknown): unknown =>
  item === null || item === undefined || item === '' || (typeof item === 'string' && isMask(item))
    ? item
    : maskOf('key')
