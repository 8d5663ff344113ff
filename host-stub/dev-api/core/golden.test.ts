import { fileURLToPath } from 'node:url'
import { format } from 'prettier'
import { describe, expect, it } from 'vitest'
import { TENANTS } from '../auth/people.ts'
import { openCoreStream } from './testing/read-core-stream.ts'
import { PLUGINS, startCoreApi, type CoreTestApi, type Wish } from './testing/start-core-api.ts'

const fixture = (name: string) => fileURLToPath(new URL(`../../../contracts/fixtures/core/${name}`, import.meta.url))

/** Looks like one, opens nothing. */
const TOKEN = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln'

/** Sessions are numbered as they appear and tokens made harmless; times are those of the clock that stands still. */
const createNormaliser = () => {
  const known = new Map<string, string>()
  const numbered = (id: string) => {
    if (!known.has(id)) known.set(id, `5e551011-0000-4000-8000-${String(known.size + 1).padStart(12, '0')}`)
    return known.get(id) ?? id
  }
  return (text: string) =>
    text.replace(/00000000-0000-4000-8000-[\da-f]{12}/g, numbered).replace(/("reloadToken": ?)"[^"]+"/g, `$1"${TOKEN}"`)
}

/** Two tenants, a session that lives, one that is over, and everything that is refused. */
const playStory = async (api: CoreTestApi) => {
  const [engineer, viewer] = [await api.signIn('engineer'), await api.signIn('viewer')]
  const foreigner = await api.signIn('engineer', TENANTS[1]?.id)
  const answers = new Map<string, { asked: string; status: number; body: unknown }>()
  const keep = async (name: string, who: Pick<typeof engineer, 'ask'>, path: string, wish: Wish = {}) => {
    const { status, body } = await who.ask(PLUGINS + path, wish)
    const method = wish.method ?? (wish.body === undefined ? 'GET' : 'POST')
    answers.set(name, { asked: `${method} ${path}`, status, body })
    return body['data'] as Record<string, string>
  }
  const named = { headers: { 'x-request-id': 'req-1' } }
  const stream = await openCoreStream(api, engineer.headers)

  await keep('list.empty', engineer, '/sessions', named)
  const body = {
    pluginId: 'com.powerx.orders',
    developerId: 42,
    version: '1.4.0',
    entryPath: '/srv/orders',
    metadata: { 'backend.entry': 'bin/orders' },
  }
  const { sessionId = '', reloadToken = '' } = await keep('register', engineer, '/register', { body })
  const over = await engineer.register('com.powerx.billing', {
    sandboxEndpoint: 'http://127.0.0.1:7400',
    logUrl: 'https://logs.example.com/billing',
  })
  const foreign = await foreigner.register('com.example.foreign')
  const reload = { sessionId, reloadToken, bundleHash: 'h1', bundleSize: 4096, buildDuration: 38, strategy: 'full' }
  await keep('reload', engineer, '/reload', { body: reload })
  const event = { type: 'modify', path: 'src/a.ts', hash: 'a1', timestamp: '2026-01-05T10:00:00Z' }
  await keep('reload.objects.error', engineer, '/reload', { body: { ...reload, changedFiles: [event] } })
  await over.reload({ success: true, durationMs: 412, sequence: 3, changedFiles: ['src/a.ts'] })
  await over.reload({ success: false, durationMs: 95, sequence: 4, error: 'src/a.ts:3:1 Unexpected "}"' })
  api.clock.advance(60_000)
  await keep('terminate', engineer, `/sessions/${over.sessionId}?note=cleaning%20up`, { method: 'DELETE', ...named })
  await over.reload()
  await foreign.reload()
  await foreign.end()

  await keep('list', engineer, '/sessions', named)
  await keep('session', engineer, `/sessions/${sessionId}`, named)
  await keep('session.gone.error', engineer, '/sessions/00000000-0000-4000-8000-ffffffffffff', named)
  await keep('session.id.error', engineer, '/sessions/s1', named)
  await keep('list.limit.error', engineer, '/sessions?limit=0', named)
  await keep('conflict.error', engineer, '/register', { body })
  await keep('register.binding.error', engineer, '/register', { body: { ...body, developerId: 'u-engineer' } })
  await keep('token.error', engineer, '/reload', { body: { ...reload, reloadToken: 'another' } })
  await keep('forbidden.error', viewer, '/sessions', named)
  await keep('unauthenticated.error', api, '/sessions', named)
  await keep('purge', engineer, '/sessions', { method: 'DELETE', ...named })
  await keep('purge.force.error', engineer, '/sessions?status=all', { method: 'DELETE', ...named })
  for (let n = 0; n < 24; n++) await foreigner.register(`com.example.${n}`)
  await keep('capacity.error', engineer, '/register', { body: { ...body, pluginId: 'com.powerx.one-more' } })
  return { answers, events: await stream.take(10) }
}

describe('the golden payloads of PowerX Core', () => {
  it('are what the double answers', async () => {
    const { answers, events } = await playStory(await startCoreApi())
    const normalise = createNormaliser()
    for (const [name, answer] of answers) {
      const text = await format(normalise(JSON.stringify(answer)), { parser: 'json', printWidth: 120 })
      await expect(text).toMatchFileSnapshot(fixture(`${name}.json`))
    }
    const lines = events.map((event) => `${normalise(JSON.stringify(event))}\n`).join('')
    await expect(lines).toMatchFileSnapshot(fixture('stream.jsonl'))
  })
})
