import { TENANT_ID } from '../../server/identity.ts'
import type { SessionQuestion } from '../../server/sessions/session-query.ts'
import type { viewSession } from '../../server/sessions/session-view.ts'

/** A session as the server of the benchmark shows it; what a plain page believes without a check. */
export type PlainSession = ReturnType<typeof viewSession>

export interface PlainPage {
  readonly items: PlainSession[]
  readonly totalCount: number
}

const QUERY = 'query ($filter: DevHotloadSessionFilter) { devHotloadSessions(filter: $filter) { items totalCount } }'

/** One page of the list, as the contract has it. */
export async function askSessions(question: SessionQuestion): Promise<PlainPage> {
  const body = JSON.stringify({ query: QUERY, variables: { tenantId: TENANT_ID, ...question } })
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch('/internal/admin/graphql', { method: 'POST', headers, body })
  return ((await answer.json()) as { data: { devHotloadSessions: PlainPage } }).data.devHotloadSessions
}

const TYPES = ['SessionStarted', 'SessionUpdated', 'SessionReloaded', 'SessionTerminated'] as const

export interface PlainEvent {
  readonly type: (typeof TYPES)[number]
  readonly sessionId: string
  readonly payload: Partial<PlainSession>
}

/** The stream by the browser's own EventSource. Resolves when it is open. */
export function readSessionEvents(onEvent: (event: PlainEvent) => void): Promise<void> {
  const source = new EventSource('/internal/dev/plugins/stream')
  for (const type of TYPES)
    source.addEventListener(type, ({ data }: MessageEvent<string>) => onEvent(JSON.parse(data) as PlainEvent))
  return new Promise((resolve) => (source.onopen = () => resolve()))
}
