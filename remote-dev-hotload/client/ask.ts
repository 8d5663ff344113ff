import type { TypedDocumentString } from '../generated/graphql.ts'
import { err, ok, type Result } from '../kernel/index.ts'
import { apiError, codeOfGraphqlError, codeOfStatus, type ApiError } from './api-error.ts'
import { authHeaders, SignedOut, type Credentials } from './credentials.ts'
import { isRaw } from './decode/index.ts'

export type Answer<T> = Promise<Result<T, ApiError>>

export interface AskDeps {
  fetch: typeof fetch
  uuid: () => string
  url: string
  credentials: Credentials
  refresh: () => Promise<boolean>
  signal: AbortSignal
}

/** One question to the gateway. `decode` makes of the answer's data what the panel uses; null is `DH_API_003`. */
export type Ask = <T, V, O>(
  document: TypedDocumentString<T, V>,
  variables: V,
  decode: (data: T) => O | null,
) => Answer<O>

/**
 * Asks with the contract's headers, and once more with a new token after a 401. Nothing is cached. A question is one
 * POST of a text that codegen has checked: graphql-request brings GraphQL's parser along, 14 kB before the first table.
 */
export function createAsk(deps: AskDeps): Ask {
  async function post(query: string, variables: unknown, requestId: string): Promise<Response> {
    const headers = await authHeaders(deps.credentials, requestId)
    return deps.fetch(deps.url, {
      method: 'POST',
      headers: { ...headers, Accept: ACCEPT, 'Content-Type': 'application/json' },
      body: JSON.stringify({ query, variables, operationName: OPERATION.exec(query)?.[1] }),
      cache: 'no-store',
      redirect: 'error',
      credentials: 'same-origin',
      signal: deps.signal,
    })
  }

  /** Resolves to the answer's data, which nobody has looked at yet. */
  async function once(query: string, variables: unknown): Answer<unknown> {
    const requestId = deps.uuid()
    try {
      const response = await post(query, variables, requestId)
      const body = readJson(await response.text())
      const errors = isRaw(body) && Array.isArray(body['errors']) ? body['errors'] : []
      if (!response.ok || errors.length > 0) return err(failureOf(response.status, errors[0], requestId))
      return isRaw(body) ? ok(body['data']) : err(apiError('DH_API_001', { requestId }))
    } catch (error) {
      return err(apiError(error instanceof SignedOut ? 'DH_API_401' : 'DH_API_001', { requestId }))
    }
  }

  return async function ask<T, V, O>(
    document: TypedDocumentString<T, V>,
    variables: V,
    decode: (data: T) => O | null,
  ): Answer<O> {
    const query = document.toString()
    let answer = await once(query, variables)
    if (!answer.ok && answer.error.code === 'DH_API_401' && (await deps.refresh()))
      answer = await once(query, variables)
    if (!answer.ok) return answer
    // What the document promises; `decode` takes nothing on trust.
    const decoded = isRaw(answer.value) ? decode(answer.value as T) : null
    return decoded === null ? err(apiError('DH_API_003', { status: 200 })) : ok(decoded)
  }
}

const ACCEPT = 'application/graphql-response+json, application/json'
const OPERATION = /^\s*(?:query|mutation)\s+(\w+)/

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function failureOf(status: number, error: unknown, ownId: string): ApiError {
  const extensions: unknown = isRaw(error) ? error['extensions'] : undefined
  const requestId = isRaw(extensions) && typeof extensions['requestId'] === 'string' ? extensions['requestId'] : ownId
  const from = { status, requestId }
  // The code tells more than the status: gateways answer 200 to a refused query.
  if (isRaw(extensions) && extensions['code'] !== undefined)
    return apiError(codeOfGraphqlError(extensions['code']), from)
  return apiError(status === 200 ? 'DH_API_002' : codeOfStatus(status), from)
}
