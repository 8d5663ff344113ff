import type { Reload } from '../../../contracts/index.ts'
import { apiError, codeOfGraphqlError, type ApiError } from '../../../remote-dev-hotload/client/api-error.ts'
import { createSingleRefresh, type Credentials } from '../../../remote-dev-hotload/client/credentials.ts'
import {
  decodeAuditReceipt,
  decodeEach,
  decodeLogPage,
  decodeReload,
  isRaw,
  type LogPage,
} from '../../../remote-dev-hotload/client/decode/index.ts'
import { auditUrl, resolveEndpoints } from '../../../remote-dev-hotload/client/endpoints.ts'
import { createHttp } from '../../../remote-dev-hotload/client/http.ts'
import {
  backoffDelay,
  err,
  ok,
  REQUEST_BACKOFF,
  type Clock,
  type Result,
} from '../../../remote-dev-hotload/kernel/index.ts'

/** `POST /audit`. A terminal does not know how many lines there will be before it may read them. */
export interface AuditReport {
  readonly action: 'logs.export'
  readonly sessionIds: readonly string[]
  readonly lines: null
  readonly from: string | null
  readonly to: string
  readonly filter: string
  readonly masked: true
}

export interface PageWish {
  readonly sessionId: string
  readonly limit: number
  readonly beforeId?: string
  readonly afterId?: string
  readonly level: string
  readonly search: string
  /** Ids and times only. */
  readonly isBrief?: boolean
}

/** What the export asks of a Dev API. Waits and tries again by itself; answers are decoded and masked. */
export interface LogServer {
  record(report: AuditReport, key: string): Promise<Result<string, ApiError>>
  page(wish: PageWish): Promise<Result<LogPage, ApiError>>
  /** Oldest first. */
  reloads(sessionId: string): Promise<Result<Reload[], ApiError>>
}

export interface LogServerDeps {
  readonly api: string
  readonly fetch: typeof fetch
  readonly clock: Clock
  readonly random: () => number
  readonly uuid: () => string
  readonly credentials: Credentials
  /** Ends a running request and every wait. */
  readonly signal: AbortSignal
  /** Called before each wait, ms. */
  onWait(error: ApiError, ms: number): void
}

/** Half a minute of nothing in a row is a server that is away; the file can be gone on with later. */
const MOST_TRIES = 8
/** Nobody sits before a terminal for longer; a longer wish of the server ends the run. */
const LONGEST_WAIT_MS = 120_000

const arrayOf = (value: unknown): unknown[] | null => (Array.isArray(value) ? (value as unknown[]) : null)

const query = (fields: string) => `query ExportLogs($sessionId: ID!, $limit: Int!, $beforeId: ID, $afterId: ID,
  $level: DevHotloadLogLevel, $search: String) {
  devHotloadLogs(sessionId: $sessionId, limit: $limit, beforeId: $beforeId, afterId: $afterId,
    level: $level, search: $search) { items { ${fields} } hasBefore hasAfter }
}`
const LINES = query('logId ts level source message fields reloadSequence traceId')
// The decoder wants a whole line; the level is the shortest way to one.
const BRIEF = query('logId ts level message: level')
const RELOADS = `query ExportReloads($sessionId: ID!) {
  devHotloadReloads(sessionId: $sessionId, limit: 200) {
    reloadId sequence at durationMs buildTimeMs mode trigger changedFiles success error firstLogId
  }
}`

export function createLogServer(deps: LogServerDeps): LogServer {
  const endpoints = resolveEndpoints({ apiBaseUrl: deps.api, graphqlUrl: null, sseUrl: null }, deps.api)
  const http = createHttp({ ...deps, refresh: createSingleRefresh(deps.credentials) })
  const { signal } = deps

  async function patiently<T>(once: () => Promise<Result<T, ApiError>>): Promise<Result<T, ApiError>> {
    for (let failures = 1; ; failures++) {
      const answer = await once()
      if (answer.ok || deps.signal.aborted || failures >= MOST_TRIES) return answer
      if (!isWorthRetrying(answer.error)) return answer
      const wait = Math.max(answer.error.retryAfterMs ?? 0, backoffDelay(failures, deps.random(), REQUEST_BACKOFF))
      if (wait > LONGEST_WAIT_MS) return answer
      deps.onWait(answer.error, wait)
      await new Promise<void>((resolve) => {
        deps.clock.after(wait, resolve)
        deps.signal.addEventListener('abort', () => resolve(), { once: true })
      })
      if (deps.signal.aborted) return answer
    }
  }

  const graphql = <T>(text: string, variables: unknown, decode: (data: Record<string, unknown>) => T | null) =>
    patiently<T>(async () => {
      const body = { query: text, variables }
      const answer = await http.send({ method: 'POST', url: endpoints.graphql, body, signal })
      if (!answer.ok) return answer
      const { body: received, requestId, status } = answer.value
      const first = isRaw(received) ? arrayOf(received['errors'])?.[0] : null
      if (isRaw(first)) {
        const extensions = isRaw(first['extensions']) ? first['extensions'] : {}
        return err(apiError(codeOfGraphqlError(extensions['code']), { status, requestId }))
      }
      const data = isRaw(received) && isRaw(received['data']) ? decode(received['data']) : null
      return data === null ? err(apiError('DH_API_003', { status, requestId })) : ok(data)
    })

  return {
    record: (report, key) =>
      patiently(async () => {
        const headers = { 'Idempotency-Key': key }
        const answer = await http.send({ method: 'POST', url: auditUrl(endpoints.base), body: report, headers, signal })
        if (!answer.ok) return answer
        const auditId = decodeAuditReceipt(answer.value.body)
        const { status, requestId } = answer.value
        return auditId === null ? err(apiError('DH_API_003', { status, requestId })) : ok(auditId)
      }),
    page({ isBrief, level, search, ...wish }) {
      const variables = { ...wish, level: level === '' ? null : level.toUpperCase(), search: search || null }
      return graphql(isBrief ? BRIEF : LINES, variables, (data) => decodeLogPage(data['devHotloadLogs']))
    },
    reloads: (sessionId) =>
      graphql(RELOADS, { sessionId }, (data) =>
        decodeEach(data['devHotloadReloads'], decodeReload).items.sort((a, b) => a.sequence - b.sequence),
      ),
  }
}

function isWorthRetrying({ code, status }: ApiError): boolean {
  return ['DH_API_001', 'DH_API_002', 'DH_API_429'].includes(code) || status === 408 || status === 425
}
