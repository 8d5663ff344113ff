import type { DiagnosticCode } from '../../contracts/index.ts'

/**
 * An expected failure of a request. `detail` is for diagnostics only and never shown: what the user
 * reads is the panel's own text for `code`, plus the request id.
 */
export interface ApiError {
  readonly code: DiagnosticCode
  /** HTTP status, 0 when there was no answer. */
  readonly status: number
  readonly requestId: string | null
  /** Server's wish before the next try, ms. */
  readonly retryAfterMs: number | null
}

const BY_STATUS: Readonly<Record<number, DiagnosticCode>> = {
  400: 'DH_API_400',
  401: 'DH_API_401',
  403: 'DH_API_403',
  404: 'DH_API_404',
  409: 'DH_API_409',
  410: 'DH_API_404',
  413: 'DH_API_400',
  422: 'DH_API_400',
  429: 'DH_API_429',
}

const BY_GRAPHQL_CODE: Readonly<Record<string, DiagnosticCode>> = {
  UNAUTHENTICATED: 'DH_API_401',
  FORBIDDEN: 'DH_API_403',
  NOT_FOUND: 'DH_API_404',
  CONFLICT: 'DH_API_409',
  BAD_USER_INPUT: 'DH_API_400',
  RATE_LIMITED: 'DH_API_429',
  INTERNAL: 'DH_API_002',
}

/** HTTP status → catalogue code. */
export function codeOfStatus(status: number): DiagnosticCode {
  return BY_STATUS[status] ?? (status === 0 ? 'DH_API_001' : 'DH_API_002')
}

/** GraphQL `extensions.code` → catalogue code. */
export function codeOfGraphqlError(code: unknown): DiagnosticCode {
  return (typeof code === 'string' && BY_GRAPHQL_CODE[code]) || 'DH_API_002'
}

export function apiError(code: DiagnosticCode, from: Partial<Omit<ApiError, 'code'>> = {}): ApiError {
  return { code, status: from.status ?? 0, requestId: from.requestId ?? null, retryAfterMs: from.retryAfterMs ?? null }
}
