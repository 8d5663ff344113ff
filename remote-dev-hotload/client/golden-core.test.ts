import { describe, expect, it } from 'vitest'
import { decodeFrame, type DevHotloadApiClient } from './index.ts'
import { createAnsweringClient, fileOf, jsonAnswer, SECRETS } from './testing/answering-client.ts'

interface Golden {
  asked: string
  status: number
  body: unknown
}

const texts = import.meta.glob<string>('../../contracts/fixtures/core/*.json', {
  eager: true,
  query: '?raw',
  import: 'default',
})
const files = Object.fromEntries(
  Object.entries(texts).map(([path, text]) => [fileOf(path), JSON.parse(text) as Golden]),
)

const LIVE = '5e551011-0000-4000-8000-000000000001'
const OVER = '5e551011-0000-4000-8000-000000000002'
const sessions = ({ queries }: DevHotloadApiClient) => queries.sessions({ limit: 50, offset: 0 })
const session = ({ queries }: DevHotloadApiClient) => queries.session(LIVE)
const refused = (code: string, status: number) => ({ ok: false, error: { code, status } })

type Expected = [ask: (client: DevHotloadApiClient) => Promise<unknown>, answer: unknown]

/** What the panel asks, and makes of each file. */
const EXPECTED: Readonly<Record<string, Expected>> = {
  'list.json': [
    sessions,
    {
      ok: true,
      value: {
        rejected: 0,
        items: expect.arrayContaining([
          expect.objectContaining({
            sessionId: LIVE,
            status: 'ACTIVE',
            developer: { id: '42', name: null },
            logUrl: null,
          }),
          expect.objectContaining({ sessionId: OVER, status: 'TERMINATED', sandboxEndpoint: 'http://127.0.0.1:7400' }),
        ]) as unknown,
      },
    },
  ],
  'list.empty.json': [sessions, { ok: true, value: { items: [], totalCount: 0 } }],
  'list.limit.error.json': [sessions, refused('DH_API_400', 400)],
  'forbidden.error.json': [sessions, refused('DH_API_403', 403)],
  'unauthenticated.error.json': [sessions, refused('DH_API_401', 401)],
  'session.json': [session, { ok: true, value: { sessionId: LIVE, pluginId: 'com.powerx.orders', status: 'ACTIVE' } }],
  'session.gone.error.json': [session, { ok: true, value: null }],
  'session.id.error.json': [session, { ok: true, value: null }],
}

/** Answers to a CLI or to an operator; the panel never asks for them. */
const OF_OTHERS = /^(register|reload|purge|token|capacity|conflict)\b/

describe('the golden answers of PowerX Core', () => {
  it('each have an expectation, or are for somebody else', () => {
    const forPanel = Object.keys(files).filter((name) => !OF_OTHERS.test(name))
    expect(forPanel.sort()).toEqual([...Object.keys(EXPECTED), 'terminate.json'].sort())
  })

  it.each(Object.entries(EXPECTED))('%s is read as it is meant', async (name, [ask, expected]) => {
    const { status, body } = files[name]!
    const { client } = createAnsweringClient(() => jsonAnswer(status, body), 'core')
    const answer = await ask(client)
    expect(answer).toMatchObject(expected as object)
    expect(JSON.stringify(answer)).not.toMatch(SECRETS)
  })

  it('terminate.json is taken for accepted: that the session has ended is for the list to say', async () => {
    const { client, asked } = createAnsweringClient((request) => {
      const { status, body } = files[request.method === 'DELETE' ? 'terminate.json' : 'list.json']!
      return jsonAnswer(status, body)
    }, 'core')
    await sessions(client)
    const answer = await client.commands.terminate({ sessionId: OVER, reason: 'cleaning up', key: 'key-1' })
    expect(answer).toMatchObject({ ok: true, value: { sessionId: OVER, auditId: null, status: null } })
    expect(asked.at(-1)).toMatch(new RegExp(`^DELETE .*/sessions/${OVER}$`))
  })
})

const lines = import.meta.glob<string>('../../contracts/fixtures/core/stream.jsonl', {
  eager: true,
  query: '?raw',
  import: 'default',
})
const frames = Object.values(lines).join('').trim().split('\n')

/** The kind of event that each line is for the panel, and how its reload went; null for what is not told. */
const HEARD = [
  ['session-updated', LIVE],
  ['session-updated', OVER],
  // The next session of another tenant is not told.
  ['session-reloaded', LIVE, null],
  ['session-reloaded', OVER, true],
  ['session-reloaded', OVER, false],
  ['session-terminated', OVER],
  ['session-reloaded', OVER, null],
]

describe('the golden events of PowerX Core', () => {
  it('become events of the contract, without those that are of another tenant', async () => {
    const body = frames.map((line) => `data: ${line}\n\n`).join('')
    const { client } = createAnsweringClient(
      (request) =>
        request.url.endsWith('/stream')
          ? new Response(body, { headers: { 'content-type': 'text/event-stream' } })
          : jsonAnswer(200, files['list.json']!.body),
      'core',
    )
    await sessions(client)
    const heard: unknown[] = []
    client.stream.onFrame((frame) => {
      const decoded = decodeFrame(frame)
      if (!decoded.ok) return void heard.push(decoded.rejection)
      const { event } = decoded
      if (!('sessionId' in event) || event.sessionId === null || !client.isOurs(event.sessionId)) return
      heard.push(
        event.kind === 'session-reloaded'
          ? [event.kind, event.sessionId, event.reload.success]
          : [event.kind, event.sessionId],
      )
    })
    client.stream.start()
    await expect.poll(() => heard).toEqual(HEARD)
    client.dispose()
  })
})
