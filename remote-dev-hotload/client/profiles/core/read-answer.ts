import { err, ok, type Result } from '../../../kernel/index.ts'
import { apiError, codeOfStatus, type ApiError } from '../../api-error.ts'
import { isRaw, unwrapEnvelope } from '../../decode/index.ts'
import type { Http, HttpRequest } from '../../http.ts'

/** What an answer carried, and when the server says that it gave it. */
export interface CoreAnswer {
  readonly data: unknown
  /** ms of the server's clock; null when it did not say. */
  readonly answeredAt: number | null
  readonly requestId: string
}

/** Seconds since 1970, as Core counts them, or the RFC 3339 of other servers. */
function timeOf(timestamp: unknown): number | null {
  const ms = typeof timestamp === 'number' ? timestamp * 1_000 : Date.parse(String(timestamp))
  return Number.isFinite(ms) && ms > 0 ? ms : null
}

/** Sends and takes the envelope off, in whatever shape it came. */
export async function askCore(http: Http, request: HttpRequest): Promise<Result<CoreAnswer, ApiError>> {
  const answer = await http.send(request)
  if (!answer.ok) return answer
  const { body, requestId } = answer.value
  const envelope = isRaw(body) ? body : {}
  // Core repeats the status in the body, and a proxy may have swallowed the one outside.
  const { code } = envelope
  if (typeof code === 'number' && code >= 400) return err(apiError(codeOfStatus(code), { status: code, requestId }))
  return ok({ data: unwrapEnvelope(body), answeredAt: timeOf(envelope['timestamp']), requestId })
}
