import type { Random } from '../random.ts'

/** The caller's `X-Request-ID` if it is harmless text, else a new one. */
export const requestIdOf = (request: Request, random: Random): string => {
  const given = request.headers.get('x-request-id') ?? ''
  return /^[\w.:-]{1,128}$/.test(given) ? given : random.uuid()
}

/** A key that names one piece of work; `null` when absent or not usable as one. */
export const keyOf = (request: Request, header: 'idempotency-key' | 'x-reload-id'): string | null => {
  const given = request.headers.get(header)?.trim() ?? ''
  return given === '' ? null : given.slice(0, 200)
}
