import type { Clock } from '../clock.ts'
import type { Refusal } from './core-outcome.ts'

const json = (status: number, body: object): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json; charset=utf-8' } })

/** The envelopes of PowerX Core. Its request id is the caller's own: without one in the request there is none. */
export const createCoreAnswers = (clock: Clock) => {
  const closing = (request: Request) => {
    const requestId = request.headers.get('x-request-id')
    return { timestamp: Math.floor(clock.now() / 1000), ...(requestId ? { request_id: requestId } : {}) }
  }

  return {
    success: (request: Request, data: unknown): Response =>
      json(200, { code: 200, message: 'success', data, ...closing(request) }),

    /** Registration says everything twice: in `data` and beside it. */
    created: (request: Request, data: Record<string, unknown>): Response =>
      json(201, { ...data, code: 201, message: 'success', data, ...closing(request) }),

    refusal: (request: Request, { status, message, details }: Refusal, error: string | null = message): Response =>
      json(status, {
        code: status,
        message,
        ...(error ? { error } : {}),
        ...(details ? { details } : {}),
        ...closing(request),
      }),

    /** The middleware before the handlers knows no envelope. */
    bare: (status: number, error: string): Response => json(status, { error }),

    nothingHere: (): Response =>
      new Response('404 page not found', { status: 404, headers: { 'content-type': 'text/plain' } }),
  }
}

export type CoreAnswers = ReturnType<typeof createCoreAnswers>
