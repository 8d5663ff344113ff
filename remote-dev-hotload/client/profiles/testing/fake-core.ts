import { createFakeClock, type FakeClock } from '../../../tests/fake-clock.ts'
// The client asks for these as chunks; a test must not wait for a file to be read.
import '../../live-stream.ts'
import '../core/core-profile.ts'
import { createDevHotloadApiClient, type ClientDeps, type DevHotloadApiClient } from '../../index.ts'

export const TENANT = '5f0c2f9e-0000-4000-8000-000000000001'
export const OTHER_TENANT = '5f0c2f9e-0000-4000-8000-000000000002'
export const TOKEN = 'reload-token-that-nobody-may-see'
export const START = Date.parse('2026-01-01T00:00:00Z')

/** A session as Core shows it. */
export interface CoreView {
  sessionId: string
  pluginId: string
  tenant_uuid: string
  developerId: number
  status: string
  reloadToken: string
  expiresAt: string
  sandboxEndpoint: string
  logUrl: string
  metadata?: unknown
}

export const coreView = (sessionId: string, patch: Partial<CoreView> = {}): CoreView => ({
  sessionId,
  pluginId: `com.test.${sessionId}`,
  tenant_uuid: TENANT,
  developerId: 7,
  status: 'active',
  reloadToken: TOKEN,
  expiresAt: new Date(START + 900_000).toISOString(),
  sandboxEndpoint: '',
  logUrl: '',
  ...patch,
})

/** A server of PowerX Core in memory, which writes down what it was asked. */
export function createFakeCore(sessions: CoreView[] = [], clock: FakeClock = createFakeClock(START)) {
  const asked: string[] = []
  const readers = new Set<ReadableStreamDefaultController<Uint8Array>>()
  const core = {
    /** Newest first. */
    sessions,
    asked,
    clock,
    tenant: TENANT,
    /** Instead of the answer of Core, for addresses that contain the key. */
    instead: new Map<string, () => Response | Promise<Response>>(),
    envelope: (data: unknown): unknown => ({
      code: 200,
      message: 'success',
      data,
      timestamp: Math.floor(clock.now() / 1000),
    }),
    send(type: string, sessionId: string, payload?: unknown) {
      const data = JSON.stringify({ type, sessionId, ...(payload === undefined ? {} : { payload }) })
      for (const reader of readers) reader.enqueue(new TextEncoder().encode(`data: ${data}\n\n`))
    },
    streams: () => readers.size,
    async fetch(input: Parameters<typeof fetch>[0], init?: RequestInit): Promise<Response> {
      const url = new URL(input instanceof Request ? input.url : input)
      const method = init?.method ?? 'GET'
      asked.push(`${method} ${url.pathname}${url.search}`)
      for (const [part, answer] of core.instead) if (url.href.includes(part)) return answer()
      const path = /\/internal\/dev\/plugins(\/.*)$/.exec(url.pathname)?.[1]
      if (!path) return new Response('404 page not found', { status: 404 })
      if (path === '/stream') return openStream()
      if (path === '/sessions') return Response.json(core.envelope(page(url.searchParams)))
      const id = decodeURIComponent(path.slice('/sessions/'.length))
      const found = core.sessions.find(({ sessionId }) => sessionId === id)
      if (!found) return Response.json({ code: 404, message: 'not found', timestamp: 1 }, { status: 404 })
      if (method !== 'DELETE') return Response.json(core.envelope(found))
      Object.assign(found, { status: 'terminated', expiresAt: new Date(clock.now()).toISOString() })
      return Response.json(core.envelope({ sessionId: id, note: url.searchParams.get('note') ?? '' }))
    },
  }

  function page(query: URLSearchParams) {
    const [limit, offset] = [Math.min(200, Number(query.get('limit') ?? 50)), Number(query.get('offset') ?? 0)]
    const own = core.sessions.filter(({ tenant_uuid }) => tenant_uuid === core.tenant)
    return { items: own.slice(offset, offset + limit), limit, offset }
  }

  function openStream(): Response {
    let mine: ReadableStreamDefaultController<Uint8Array>
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => void readers.add((mine = controller)),
      cancel: () => void readers.delete(mine),
    })
    return new Response(body, { headers: { 'content-type': 'text/event-stream' } })
  }
  return core
}

export type FakeCore = ReturnType<typeof createFakeCore>

/** The client of one tab on that server. */
export function clientOf(core: FakeCore, deps: Partial<ClientDeps> = {}): DevHotloadApiClient {
  let uuid = 0
  return createDevHotloadApiClient({
    fetch: core.fetch,
    clock: core.clock,
    random: () => 0,
    uuid: () => `uuid-${++uuid}`,
    credentials: { token: async () => 'token', refresh: async () => 'token', tenantId: () => core.tenant },
    userId: () => '7',
    tabs: {
      locks: null,
      openChannel: null,
      page: new EventTarget(),
      isHidden: () => false,
      digest: async (text) => text,
    },
    endpoints: {
      base: 'http://api.test/api/v1',
      graphql: 'http://api.test/api/v1/internal/admin/graphql',
      stream: 'http://api.test/api/v1/internal/dev/plugins/stream',
    },
    profile: 'core',
    ...deps,
  })
}

/** Lets promises run, and time pass in steps. */
export async function settle(clock: FakeClock, ms = 0, step = 250): Promise<void> {
  for (let left = ms; ; left -= step) {
    for (let i = 0; i < 6; i++) await new Promise((resolve) => setTimeout(resolve))
    if (left <= 0) return
    clock.advance(Math.min(left, step))
  }
}

export const whole = { filter: null, orderBy: null, limit: 50, offset: 0 } as const
