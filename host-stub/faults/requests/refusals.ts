import type { RequestFault } from '../fault.ts'

const refusal = (sentence: string, status: number, headers: Record<string, string>, body: object): RequestFault => ({
  kind: 'request',
  sentence,
  meet: ({ answer }) => answer(status, { 'content-type': 'application/json', ...headers }, JSON.stringify(body)),
})

export const RETRY_AFTER_S = 3

export const unavailable = refusal(
  `503 with Retry-After: ${RETRY_AFTER_S}`,
  503,
  { 'retry-after': String(RETRY_AFTER_S) },
  { code: 503, message: 'Service unavailable' },
)

export const briefly503 = refusal('503 without Retry-After', 503, {}, { code: 503, message: 'Service unavailable' })

export const failing = refusal('500', 500, {}, { code: 500, message: 'Internal error' })

export const tooMany = refusal(
  '429 with Retry-After: 1',
  429,
  { 'retry-after': '1' },
  { code: 429, message: 'Too many requests' },
)

/** As some gateways do: not even the envelope. */
export const unauthorized = refusal('401', 401, {}, { error: 'token is not valid' })
