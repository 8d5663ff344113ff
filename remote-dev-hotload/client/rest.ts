import type { CommandResult } from '../../contracts/index.ts'
import { err, type Result } from '../kernel/index.ts'
import { apiError, type ApiError } from './api-error.ts'
import { decodeCommandResult } from './decode/index.ts'
import { commandUrl, type Endpoints } from './endpoints.ts'
import type { Http } from './http.ts'

/** A command of the panel; `key` is the same on each retry, so the server carries it out once. */
export interface CommandRequest {
  readonly sessionId: string
  readonly reason: string | null
  readonly key: string
}

export interface Commands {
  /** Accepted is not done: done when the stream says the session has ended. */
  terminate(request: CommandRequest): Promise<Result<CommandResult, ApiError>>
  /** Accepted is not done: done when a reload with the answer's `reloadId` arrives. */
  reload(request: CommandRequest): Promise<Result<CommandResult, ApiError>>
}

const RETRIES = 3

export function createCommands(http: Http, endpoints: Endpoints): Commands {
  async function send(command: 'terminate' | 'reload', { sessionId, reason, key }: CommandRequest) {
    const answer = await http.send({
      method: 'POST',
      url: commandUrl(endpoints.base, sessionId, command),
      body: reason === null ? {} : { reason },
      headers: command === 'reload' ? { 'Idempotency-Key': key, 'X-Reload-ID': key } : { 'Idempotency-Key': key },
      retries: RETRIES,
    })
    if (!answer.ok) return answer
    const decoded = decodeCommandResult(answer.value.body, sessionId)
    if (decoded.ok) return decoded
    return err(apiError('DH_API_003', { status: answer.value.status, requestId: answer.value.requestId }))
  }
  return {
    terminate: (request) => send('terminate', request),
    reload: (request) => send('reload', request),
  }
}
