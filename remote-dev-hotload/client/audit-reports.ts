import { err, ok, type Result } from '../kernel/index.ts'
import { apiError, type ApiError } from './api-error.ts'
import { decodeAuditReceipt } from './decode/index.ts'
import { auditUrl, type Endpoints } from './endpoints.ts'
import type { Http } from './http.ts'

/** What the panel is about to do with a log; `POST /audit` of the wire contract. */
export interface AuditReport {
  readonly action: 'logs.export' | 'log.reveal'
  readonly sessionIds: readonly string[]
  readonly lines: number
  /** RFC 3339 of the first and the last line; null when the lines have no readable time. */
  readonly from: string | null
  readonly to: string | null
  /** The filter in words that a person can read. */
  readonly filter: string
  /** False only for a reveal. */
  readonly masked: boolean
  /** The same on each retry, so that one act leaves one record. */
  readonly key: string
}

export interface AuditReports {
  /** Resolves to the audit id. Without one the act must not happen. */
  record(report: AuditReport): Promise<Result<string, ApiError>>
}

const RETRIES = 2

export function createAuditReports(http: Http, endpoints: Endpoints): AuditReports {
  return {
    async record({ key, ...body }) {
      const answer = await http.send({
        method: 'POST',
        url: auditUrl(endpoints.base),
        body,
        headers: { 'Idempotency-Key': key },
        retries: RETRIES,
      })
      if (!answer.ok) return answer
      const auditId = decodeAuditReceipt(answer.value.body)
      const { status, requestId } = answer.value
      return auditId === null ? err(apiError('DH_API_003', { status, requestId })) : ok(auditId)
    },
  }
}
