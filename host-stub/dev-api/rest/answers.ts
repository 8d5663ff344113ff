import { toIso, type Clock } from '../clock.ts'
import { PROBLEM_CODES, type Problem } from '../problem.ts'

/** The envelopes in which REST answers. */
export const createAnswers = (clock: Clock) => {
  const json = (status: number, body: object, headers: Record<string, string> = {}): Response =>
    new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } })

  const frame = (code: number, message: string, requestId: string) => ({
    code,
    message,
    timestamp: toIso(clock.now()),
    request_id: requestId,
  })

  return {
    json,

    success: (status: number, data: unknown, requestId: string): Response =>
      json(status, { ...frame(status, 'success', requestId), data }),

    problem({ kind, message, details, bare }: Problem, requestId: string): Response {
      const { status, code } = PROBLEM_CODES[kind]
      if (bare) return json(status, { error: message }, status === 401 ? { 'www-authenticate': 'Bearer' } : {})
      const headers: Record<string, string> = kind === 'busy' ? { 'retry-after': '2' } : {}
      const body = { ...frame(status, message, requestId), error_code: code, ...(details ? { details } : {}) }
      return json(status, body, headers)
    },
  }
}

export type Answers = ReturnType<typeof createAnswers>
