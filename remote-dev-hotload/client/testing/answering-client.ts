import { createFakeClock } from '../../tests/fake-clock.ts'
import { createDevHotloadApiClient, type ClientDeps, type DevHotloadApiClient } from '../index.ts'

export const TENANT = '6f9d2c1e-4b7a-4e0c-9a52-3d1f8b6c7e01'

/** The real client, whose network gives one prepared answer to whatever it is asked. */
export function createAnsweringClient(
  answer: (request: Request) => Response,
  profile: NonNullable<ClientDeps['profile']> = 'gateway',
): { client: DevHotloadApiClient; asked: string[] } {
  const asked: string[] = []
  const client = createDevHotloadApiClient({
    profile,
    clock: createFakeClock(Date.parse('2026-01-05T10:00:00Z')),
    random: () => 0,
    uuid: () => 'request-of-ours',
    async fetch(input, init) {
      const request = new Request(input, { ...init, signal: null })
      asked.push(`${request.method} ${new URL(request.url).pathname}`)
      return answer(request)
    },
    credentials: {
      token: async () => 'access',
      refresh: () => Promise.reject(new Error('refused')),
      tenantId: () => TENANT,
    },
    userId: () => 'user-1',
    tabs: {
      locks: null,
      openChannel: null,
      page: new EventTarget(),
      isHidden: () => false,
      digest: async (text) => text,
    },
    endpoints: {
      base: 'http://api.test',
      graphql: 'http://api.test/internal/admin/graphql',
      stream: 'http://api.test/stream',
    },
  })
  return { client, asked }
}

/** JSON as a server sends it. Text goes as it is: an object literal would lose a key named `__proto__`. */
export const jsonAnswer = (status: number, body: unknown): Response =>
  new Response(typeof body === 'string' ? body : JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json' },
  })

/** What has to be kept from everybody, in every golden payload. */
export const SECRETS = /eyJhbGci|"reloadToken":"e/
/** Markup that has to arrive as the text that it is. */
export const MARKUP = '<img src=x onerror='

export const fileOf = (path: string): string => path.split('/').at(-1) ?? path
