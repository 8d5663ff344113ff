import { backoffDelay, err, ok, REQUEST_BACKOFF, retryAfterMs, type Clock, type Result } from '../kernel/index.ts'
import { apiError, codeOfStatus, type ApiError } from './api-error.ts'
import { authHeaders, SignedOut, type Credentials } from './credentials.ts'

export interface HttpDeps {
  fetch: typeof fetch
  clock: Clock
  random: () => number
  uuid: () => string
  credentials: Credentials
  refresh: () => Promise<boolean>
  /** An answer that takes longer is not waited for, ms. */
  timeoutMs?: number
}

export interface HttpRequest {
  method: 'GET' | 'POST' | 'DELETE'
  url: string
  body?: unknown
  headers?: Record<string, string>
  /** How often to try again after 5xx, 429, 503 or no answer. A command is safe to repeat: it carries an idempotency key. */
  retries?: number
  signal?: AbortSignal
  /** The server asked for a pause of so many ms, which is kept before the next try. */
  onPause?: (ms: number) => void
}

export interface HttpAnswer {
  readonly status: number
  readonly requestId: string
  /** Parsed JSON, or null when there was none. Not decoded yet. */
  readonly body: unknown
}

export interface Http {
  send(request: HttpRequest): Promise<Result<HttpAnswer, ApiError>>
}

const TIMEOUT_MS = 15_000
/** A longer wish of the server is passed on to the user instead of being waited out silently. */
const LONGEST_WAIT_MS = 5_000

/** Requests with the contract's headers, one refresh after a 401, and jittered retries where repeating is safe. */
export function createHttp(deps: HttpDeps): Http {
  async function once(request: HttpRequest): Promise<Result<HttpAnswer, ApiError>> {
    const requestId = deps.uuid()
    const timeout = new AbortController()
    const cancelTimeout = deps.clock.after(deps.timeoutMs ?? TIMEOUT_MS, () => timeout.abort())
    try {
      const headers = {
        ...(await authHeaders(deps.credentials, requestId)),
        ...request.headers,
        Accept: 'application/json',
      }
      const hasBody = request.body !== undefined
      const response = await deps.fetch(request.url, {
        method: request.method,
        headers: hasBody ? { ...headers, 'Content-Type': 'application/json' } : headers,
        ...(hasBody ? { body: JSON.stringify(request.body) } : {}),
        signal: request.signal ? AbortSignal.any([request.signal, timeout.signal]) : timeout.signal,
        cache: 'no-store',
        credentials: 'same-origin',
        redirect: 'error',
      })
      const body = await readJson(response)
      const id = response.headers.get('x-request-id') ?? requestId
      if (response.ok) return ok({ status: response.status, requestId: id, body })
      const retryAfter = retryAfterMs(response.headers.get('retry-after'), deps.clock.now())
      return err(
        apiError(codeOfStatus(response.status), { status: response.status, requestId: id, retryAfterMs: retryAfter }),
      )
    } catch (error) {
      return err(apiError(error instanceof SignedOut ? 'DH_API_401' : 'DH_API_001', { requestId }))
    } finally {
      cancelTimeout()
    }
  }

  async function withRefresh(request: HttpRequest): Promise<Result<HttpAnswer, ApiError>> {
    const first = await once(request)
    if (first.ok || first.error.status !== 401) return first
    return (await deps.refresh()) ? once(request) : first
  }

  return {
    async send(request) {
      for (let failures = 1; ; failures++) {
        const answer = await withRefresh(request)
        if (answer.ok || failures > (request.retries ?? 0) || !isWorthRetrying(answer.error)) return answer
        const asked = answer.error.retryAfterMs ?? 0
        if (asked > LONGEST_WAIT_MS || request.signal?.aborted) return answer
        if (asked > 0) request.onPause?.(asked)
        const wait = Math.max(asked, backoffDelay(failures, deps.random(), REQUEST_BACKOFF))
        await new Promise<void>((resolve) => deps.clock.after(wait, resolve))
      }
    },
  }
}

function isWorthRetrying({ status, code }: ApiError): boolean {
  return code === 'DH_API_001' || status === 408 || status === 425 || status === 429 || status >= 500
}

async function readJson(response: Response): Promise<unknown> {
  const text = await response.text()
  if (text === '') return null
  try {
    return JSON.parse(text) as unknown
  } catch {
    return null
  }
}
