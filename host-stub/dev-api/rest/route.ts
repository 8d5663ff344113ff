import type { Outcome } from '../problem.ts'

export interface Exchange {
  request: Request
  /** Parts of the path, e.g. `id`. */
  params: Record<string, string>
  requestId: string
}

export interface Route {
  method: 'GET' | 'POST' | 'DELETE'
  path: string
  handle(exchange: Exchange): Promise<Outcome<Response>> | Outcome<Response>
}
