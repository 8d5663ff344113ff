import { ClientError, GraphQLClient, type RequestDocument, type Variables } from 'graphql-request'
import type { TypedDocumentNode } from '@graphql-typed-document-node/core'
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
export type Ask = <T, V extends Variables, O>(
  document: TypedDocumentNode<T, V>,
  variables: V,
  decode: (data: T) => O | null,
) => Answer<O>

/** Asks with the contract's headers, and once more with a new token after a 401. Nothing is cached. */
export function createAsk(deps: AskDeps): Ask {
  const graphql = new GraphQLClient(deps.url, {
    fetch: (input, init) =>
      deps.fetch(input, { ...init, cache: 'no-store', redirect: 'error', credentials: 'same-origin' }),
    signal: deps.signal,
  })

  async function once<T, V extends Variables>(document: TypedDocumentNode<T, V>, variables: V): Answer<T> {
    const requestId = deps.uuid()
    try {
      const headers = await authHeaders(deps.credentials, requestId)
      // The library's conditional argument types do not survive a generic call; the documents keep the pairing.
      return ok(await graphql.request<T>(document as RequestDocument, variables, headers))
    } catch (error) {
      return err(failureOf(error, requestId))
    }
  }

  return async function ask<T, V extends Variables, O>(
    document: TypedDocumentNode<T, V>,
    variables: V,
    decode: (data: T) => O | null,
  ): Answer<O> {
    let answer = await once(document, variables)
    if (!answer.ok && answer.error.code === 'DH_API_401' && (await deps.refresh()))
      answer = await once(document, variables)
    if (!answer.ok) return answer
    const decoded = isRaw(answer.value) ? decode(answer.value) : null
    return decoded === null ? err(apiError('DH_API_003', { status: 200 })) : ok(decoded)
  }
}

function failureOf(error: unknown, requestId: string): ApiError {
  if (error instanceof SignedOut) return apiError('DH_API_401', { requestId })
  if (!(error instanceof ClientError)) return apiError('DH_API_001', { requestId })
  const { status, errors } = error.response
  const extensions: unknown = errors?.[0]?.extensions
  const from = {
    status,
    requestId: isRaw(extensions) && typeof extensions['requestId'] === 'string' ? extensions['requestId'] : requestId,
  }
  // The code tells more than the status: gateways answer 200 to a refused query.
  if (isRaw(extensions) && extensions['code'] !== undefined)
    return apiError(codeOfGraphqlError(extensions['code']), from)
  return apiError(status === 200 ? 'DH_API_002' : codeOfStatus(status), from)
}
