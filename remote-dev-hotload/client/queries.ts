import { ClientError, GraphQLClient, type RequestDocument, type Variables } from 'graphql-request'
import type { TypedDocumentNode } from '@graphql-typed-document-node/core'
import type { AuditEntry, Metrics, Reload, Session } from '../../contracts/index.ts'
import {
  AuditDocument,
  LogsDocument,
  MetricsDocument,
  ReloadsDocument,
  SessionDocument,
  SessionsDocument,
  type LogsQueryVariables,
  type MetricsQueryVariables,
  type SessionsQueryVariables,
} from '../generated/graphql.ts'
import { err, ok, type Result } from '../kernel/index.ts'
import { apiError, codeOfGraphqlError, codeOfStatus, type ApiError } from './api-error.ts'
import { authHeaders, SignedOut, type Credentials } from './credentials.ts'
import {
  decodeAuditEntry,
  decodeEach,
  decodeLogPage,
  decodeMetrics,
  decodeReload,
  decodeSession,
  decodeSessionPage,
  isRaw,
  type LogPage,
  type SessionPage,
} from './decode/index.ts'

type Answer<T> = Promise<Result<T, ApiError>>

/** What can be asked of the Admin GraphQL gateway. Every answer is decoded and masked. */
export interface Queries {
  sessions(variables: SessionsQueryVariables): Answer<SessionPage>
  /** Null when there is no such session (any more). */
  session(sessionId: string): Answer<Session | null>
  /** Newest first. */
  reloads(sessionId: string, limit: number): Answer<Reload[]>
  logs(variables: LogsQueryVariables): Answer<LogPage>
  metrics(variables: MetricsQueryVariables): Answer<Metrics>
  /** Newest first. */
  audit(sessionId: string | null, limit: number): Answer<AuditEntry[]>
}

export interface QueryDeps {
  fetch: typeof fetch
  uuid: () => string
  url: string
  credentials: Credentials
  refresh: () => Promise<boolean>
  signal: AbortSignal
}

export function createQueries(deps: QueryDeps): Queries {
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

  async function ask<T, V extends Variables, O>(
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

  return {
    sessions: (variables) => ask(SessionsDocument, variables, (data) => decodeSessionPage(data.devHotloadSessions)),
    async session(sessionId) {
      const answer = await ask(SessionDocument, { sessionId }, ({ devHotloadSession: found }) => ({
        session: found === null ? null : decodeSession(found),
      }))
      return answer.ok ? ok(answer.value.session) : answer
    },
    reloads: (sessionId, limit) =>
      ask(ReloadsDocument, { sessionId, limit }, (data) => decodeEach(data.devHotloadReloads, decodeReload).items),
    logs: (variables) => ask(LogsDocument, variables, (data) => decodeLogPage(data.devHotloadLogs)),
    metrics: (variables) => ask(MetricsDocument, variables, (data) => decodeMetrics(data.devHotloadMetrics)),
    audit: (sessionId, limit) =>
      ask(AuditDocument, { sessionId, limit, offset: 0 }, (data) =>
        isRaw(data.devHotloadAudit) ? decodeEach(data.devHotloadAudit.items, decodeAuditEntry).items : null,
      ),
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
