import type { Session } from '../../../../contracts/index.ts'
import { decodeSession, isRaw } from '../../decode/index.ts'
import type { Raw } from '../../decode/record.ts'

/** Core gives every session a quarter of an hour, and nothing prolongs it. */
export const SESSION_LIFE_MS = 900_000
/** A shorter text may be part of an honest one. */
const LEAST_TOKEN = 8
const MASK = '[masked: reload-token]'
const MAX_DEPTH = 32

/** As the list and the single answer show it, in the names of the contract. What Core does not tell is worked out later. */
export function decodeCoreSession(value: unknown, tenantId: string | null): Session | null {
  if (!isRaw(value)) return null
  const { reloadToken, reload_token, ...view } = value
  const raw = withoutTokens(view, [reloadToken, reload_token]) as Raw
  const { status, expiresAt } = raw
  const note = raw['terminationNote'] ?? raw['note']
  const hasExpired = typeof status === 'string' && status.toLowerCase() === 'terminated' && note === 'expired'
  return decodeSession({
    sessionId: raw['sessionId'],
    pluginId: raw['pluginId'],
    pluginName: raw['pluginName'],
    pluginVersion: raw['pluginVersion'],
    tenantId: raw['tenantId'] ?? raw['tenant_uuid'] ?? raw['tenantUuid'] ?? tenantId ?? '',
    developer: { id: raw['developerId'] ?? '' },
    status: hasExpired ? 'EXPIRED' : status,
    buildHash: orNull(raw['buildHash']),
    entryPoints: raw['entryPoints'],
    sandboxEndpoint: orNull(raw['sandboxEndpoint']),
    logUrl: orNull(raw['logUrl']),
    startedAt: raw['startedAt'] ?? raw['createdAt'] ?? raw['created_at'] ?? startOf(expiresAt),
    expiresAt,
    endedAt: raw['endedAt'],
    terminationNote: orNull(note),
    metadata: raw['metadata'],
  })
}

/** Go leaves out no text: an empty one stands for none. */
const orNull = (value: unknown): unknown => (value === '' ? null : value)

/** When a session that ends then has started. */
export function startOf(expiresAt: unknown): string {
  const at = Date.parse(String(expiresAt)) - SESSION_LIFE_MS
  return Number.isNaN(at) ? String(expiresAt) : new Date(at).toISOString()
}

/** A token is a token wherever else it stands: in the address of a log, in the metadata. */
function withoutTokens(value: unknown, tokens: readonly unknown[]): unknown {
  const known = tokens.filter((token): token is string => typeof token === 'string' && token.length >= LEAST_TOKEN)
  const clean = (text: string) => known.reduce((rest, token) => rest.replaceAll(token, MASK), text)
  function copy(item: unknown, depth: number): unknown {
    if (typeof item === 'string') return clean(item)
    if (typeof item !== 'object' || item === null) return item
    if (depth >= MAX_DEPTH) return '[too deep]'
    if (Array.isArray(item)) return item.map((one) => copy(one, depth + 1))
    return Object.fromEntries(Object.entries(item).map(([name, own]) => [clean(name), copy(own, depth + 1)]))
  }
  return known.length === 0 ? value : copy(value, 0)
}
