// The client asks for it as a chunk; a test must not wait for a file to be read.
import './notifications.ts'
import { describe, expect, it } from 'vitest'
import { createFakeClock } from '../tests/fake-clock.ts'
import { createHttp } from './http.ts'
import { createNotifications, type Notification } from './notifications.ts'
import { createAnsweringClient, jsonAnswer } from './testing/answering-client.ts'

const notification: Notification = {
  ...{ kind: 'terminate.failing', severity: 'critical', since: '2026-01-05T10:00:00Z', count: 3, sessionId: 's-1' },
  ...{ details: { code: 'DH_ALERT_002' }, key: 'key-1' },
}
const taken = {
  code: 202,
  message: 'success',
  data: { notificationId: 'n-1', routedTo: ['chat', 7] },
  timestamp: 'now',
}

function setUp(...answers: Response[]) {
  const requests: Request[] = []
  const http = createHttp({
    clock: createFakeClock(),
    random: () => 0,
    uuid: () => 'request',
    async fetch(input, init) {
      init?.signal?.throwIfAborted()
      const request = new Request(input, { ...init, signal: null })
      requests.push(request)
      return answers[requests.length - 1] ?? jsonAnswer(500, {})
    },
    credentials: { token: async () => 'token', refresh: async () => '', tenantId: () => 'tenant-1' },
    refresh: async () => false,
  })
  return { requests, notifications: createNotifications(http, { base: 'http://api.test' }) }
}

describe('a notification', () => {
  it('goes out as the contract says, under its own key, and its receipt comes back', async () => {
    const { requests, notifications } = setUp(jsonAnswer(202, taken))
    expect(await notifications.send(notification)).toEqual({
      ...{ ok: true, value: { notificationId: 'n-1', routedTo: ['chat'] } },
    })
    const [request] = requests
    expect(request!.url).toBe('http://api.test/internal/dev/plugins/notifications')
    expect(request!.headers.get('idempotency-key')).toBe('key-1')
    const { key: _key, ...body } = notification
    expect(await request!.json()).toEqual(body)
  })

  it('is tried once: who keeps it tries again', async () => {
    const { requests, notifications } = setUp(jsonAnswer(503, {}))
    expect(await notifications.send(notification)).toMatchObject({ ok: false, error: { code: 'DH_API_002' } })
    expect(requests).toHaveLength(1)
  })

  it.each([null, {}, { data: null }, { notificationId: '' }, { notificationId: 7 }, [], 'taken'])(
    'without a receipt that can be read (%j) is not known to be taken',
    async (body) => {
      const { notifications } = setUp(jsonAnswer(202, body))
      expect(await notifications.send(notification)).toMatchObject({ ok: false, error: { code: 'DH_API_003' } })
    },
  )

  it('does not go out any more once it is called off', async () => {
    const { requests, notifications } = setUp(jsonAnswer(202, taken))
    const life = new AbortController()
    const answer = notifications.send({ ...notification, signal: life.signal })
    life.abort()
    expect(await answer).toMatchObject({ ok: false })
    expect(requests).toEqual([])
  })

  it('is nothing that Core could be asked for, and nothing is sent', async () => {
    const { client, asked } = createAnsweringClient(() => jsonAnswer(202, taken), 'core')
    expect(await client.notifications.send(notification)).toMatchObject({ ok: false, error: { code: 'DH_API_501' } })
    expect(asked).toEqual([])
  })
})
