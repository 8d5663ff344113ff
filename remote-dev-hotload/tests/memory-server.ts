import type { Session } from '../../contracts/index.ts'

/** A Dev API in memory behind `window.fetch`: a list of sessions and a stream that the test writes. */
export interface MemoryServer {
  sessions: Session[]
  /** The next answers to questions for the list: a status instead of rows; null answers well again. */
  refuse(status: number | null): void
  /** Variables of every question for the list so far. */
  readonly asked: readonly ListQuestion[]
  /** One event to everybody who listens. */
  send(type: string, sessionId: string, payload: object): void
  readonly fetch: typeof fetch
}

export interface ListQuestion {
  readonly filter: { search?: string; status?: string[]; mine?: boolean; stale?: boolean }
  readonly orderBy: { field: string; direction: string }
  readonly limit: number
  readonly offset: number
}

const METRICS = {
  activeSessions: 0,
  reloadLatencyP50Ms: null,
  reloadLatencyP95Ms: null,
  reloadSuccessRate: null,
  logThroughputPerSec: 0,
  errorRatePerMin: 0,
  terminateLatencyP95Ms: null,
  series: [],
  thresholds: [],
  generatedAt: '2026-01-01T00:00:00Z',
}

export function createMemoryServer(sessions: Session[]): MemoryServer {
  const asked: ListQuestion[] = []
  const readers = new Set<ReadableStreamDefaultController<Uint8Array>>()
  const encode = (text: string) => new TextEncoder().encode(text)
  let refused: number | null = null
  let eventId = 0

  function list({ filter, limit, offset }: ListQuestion) {
    const { search, status } = filter
    const found = server.sessions.filter(
      (session) =>
        (!search || `${session.pluginId} ${session.developer.name}`.toLowerCase().includes(search.toLowerCase())) &&
        (!status?.length || status.includes(session.status)),
    )
    const counts = new Map<string, number>()
    for (const { status: word } of server.sessions) counts.set(word, (counts.get(word) ?? 0) + 1)
    return {
      items: found.slice(offset, offset + limit),
      totalCount: found.length,
      limit,
      offset,
      statusCounts: [...counts].map(([word, count]) => ({ status: word, count })),
      metrics: METRICS,
      recentAlerts: [],
      streamCursor: 'c0',
    }
  }

  function answer(operation: string, variables: Record<string, unknown>): object {
    switch (operation) {
      case 'Sessions':
        return { devHotloadSessions: list(variables as unknown as ListQuestion) }
      case 'Session':
        return {
          devHotloadSession: server.sessions.find(({ sessionId }) => sessionId === variables['sessionId']) ?? null,
        }
      case 'Reloads':
        return { devHotloadReloads: [] }
      case 'Logs':
        return { devHotloadLogs: { items: [], hasBefore: false, hasAfter: false } }
      case 'Metrics':
        return { devHotloadMetrics: METRICS }
      case 'Audit':
        return { devHotloadAudit: { items: [], totalCount: 0, limit: 50, offset: 0 } }
      default:
        return { devHotloadAlerts: [] }
    }
  }

  function openStream(): Response {
    let mine: ReadableStreamDefaultController<Uint8Array>
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        mine = controller
        readers.add(controller)
        controller.enqueue(encode(': hb\n\n'))
      },
      cancel: () => void readers.delete(mine),
    })
    return new Response(body, { headers: { 'content-type': 'text/event-stream' } })
  }

  const server: MemoryServer = {
    sessions,
    refuse: (status) => (refused = status),
    asked,
    send(type, sessionId, payload) {
      const data = JSON.stringify({ type, sessionId, tenantId: 't-1', ts: new Date().toISOString(), payload })
      for (const reader of readers) reader.enqueue(encode(`id: ${++eventId}\nevent: ${type}\ndata: ${data}\n\n`))
    },
    async fetch(input, init) {
      const url = new URL(input instanceof Request ? input.url : input)
      if (url.pathname.endsWith('/stream')) return openStream()
      const { query, operationName, variables } = JSON.parse(String(init?.body)) as {
        query: string
        operationName?: string
        variables: Record<string, unknown>
      }
      const operation = operationName ?? /query (\w+)/.exec(query)?.[1] ?? ''
      if (operation === 'Sessions') {
        asked.push(variables as unknown as ListQuestion)
        if (refused !== null) return Response.json({ error: 'no' }, { status: refused })
      }
      return Response.json({ data: answer(operation, variables) })
    },
  }
  return server
}
