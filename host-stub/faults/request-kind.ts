import type { IncomingMessage } from 'node:http'
import type { RequestKind } from './fault.ts'

/** Told by method, `Accept` and path, as the panel uses them. */
export const kindOf = ({ method, headers, url = '' }: IncomingMessage): RequestKind => {
  if (method === 'OPTIONS') return 'preflight'
  if (headers.accept?.includes('text/event-stream')) return 'stream'
  const [path = ''] = url.split('?')
  const asks = method === 'GET' || method === 'HEAD' || path.endsWith('/graphql') || path.endsWith('/sessions')
  return asks ? 'question' : 'command'
}
