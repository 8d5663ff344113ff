import { sessionMetricsSchema, type CommandResult, type SessionMetrics } from '../../contracts/index.ts'
import { err, ok, type Result } from '../kernel/index.ts'
import { apiError, type ApiError } from './api-error.ts'
import { unwrapEnvelope } from './decode/answers.ts'
import { decodeCommandResult } from './decode/index.ts'
import { decodeWith } from './decode/record.ts'
import { commandUrl, type Endpoints } from './endpoints.ts'
import type { Http } from './http.ts'

/** A command of the panel; `key` is the same on each retry, so the server carries it out once. */
export interface CommandRequest {
  readonly sessionId: string
  readonly reason: string | null
  readonly key: string
  /** Aborted, nothing is sent any more: a retry must not go out for the next person who signs in. */
  readonly signal?: AbortSignal
  /** The server asks for a pause of so many ms before the next try. */
  readonly onPause?: (ms: number) => void
}

/** Not every server keeps a record of who did what: then there is no id of it. */
export type CommandReceipt = Omit<CommandResult, 'auditId'> & { readonly auditId: string | null }

type Answer<T> = Promise<Result<T, ApiError>>

export interface Commands {
  /** Accepted is not done: done when the stream says the session has ended. */
  terminate(request: CommandRequest): Answer<CommandReceipt>
  /** Accepted is not done: done when a reload with the answer's `reloadId` arrives. */
  reload(request: CommandRequest): Answer<CommandReceipt>
  /** Has the session's figures worked out anew. Its answer is its effect. */
  refreshMetrics(request: CommandRequest): Answer<SessionMetrics>
}

const RETRIES = 3

export function createCommands(http: Http, endpoints: Endpoints): Commands {
  async function send<T>(
    command: 'terminate' | 'reload' | 'refresh-metrics',
    { sessionId, reason, key, signal, onPause }: CommandRequest,
    decode: (body: unknown) => T | null,
  ): Answer<T> {
    const answer = await http.send({
      method: 'POST',
      url: commandUrl(endpoints.base, sessionId, command),
      body: reason === null ? {} : { reason },
      headers: command === 'reload' ? { 'Idempotency-Key': key, 'X-Reload-ID': key } : { 'Idempotency-Key': key },
      retries: RETRIES,
      ...(signal ? { signal } : {}),
      ...(onPause ? { onPause } : {}),
    })
    if (!answer.ok) return answer
    const decoded = decode(answer.value.body)
    if (decoded !== null) return ok(decoded)
    return err(apiError('DH_API_003', { status: answer.value.status, requestId: answer.value.requestId }))
  }

  const resultOf = (sessionId: string) => (body: unknown) => {
    const decoded = decodeCommandResult(body, sessionId)
    return decoded.ok ? decoded.value : null
  }
  return {
    terminate: (request) => send('terminate', request, resultOf(request.sessionId)),
    reload: (request) => send('reload', request, resultOf(request.sessionId)),
    refreshMetrics: (request) =>
      send('refresh-metrics', request, (body) => decodeWith(sessionMetricsSchema, unwrapEnvelope(body))),
  }
}
