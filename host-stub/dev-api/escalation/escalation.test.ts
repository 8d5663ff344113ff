import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createManualClock } from '../testing/manual-clock.ts'
import { startTestApi, type Json } from '../testing/start-test-api.ts'
import { tempFile } from '../testing/temp-file.ts'
import type { AlertTargets } from './alert-targets.ts'
import { startReceiver, type Reply } from './testing/start-receiver.ts'

const ROOT = '/internal/dev/plugins/notifications'
const KEY = 'r0uting-k3y-0123456789abcdef0123'
const SLACK = 'slack:#powerx-admin-alerts'
const PAGER = 'pagerduty:L2'

const down = { kind: 'stream.disconnected', severity: 'critical', since: '2026-01-05T09:58:00Z', count: 4 }
const failing = { kind: 'terminate.failing', severity: 'critical', since: '2026-01-05T09:58:00Z', count: 3 }

const start = async (reply?: Reply, options = {}) => {
  const [chat, pager] = [await startReceiver(reply), await startReceiver({ status: 202 })]
  const targets: AlertTargets = {
    slack: { url: `${chat.url}/services/S3CRET` },
    pagerduty: { url: `${pager.url}/v2/enqueue`, key: KEY },
    panelUrl: null,
  }
  const said: string[] = []
  const onUndelivered = (sentence: string) => said.push(sentence)
  const test = await startTestApi({ targets, onUndelivered, ...options })
  const ops = await test.signIn('ops')
  const notify = (body: Json, key?: string) => ops.post(ROOT, body, key ? { 'idempotency-key': key } : {})
  return { ...test, chat, pager, targets, said, ops, notify }
}

describe('a notification', () => {
  it.each([
    ['a warning', { ...down, severity: 'warning' }, [SLACK]],
    ['a critical one', down, [SLACK]],
    ['two failed terminations', { ...failing, count: 2 }, [SLACK]],
    ['three failed terminations', failing, [SLACK, PAGER]],
    ['more of them, whatever the case', { ...failing, severity: 'CRITICAL', count: 17 }, [SLACK, PAGER]],
    ['a mere warning of them', { ...failing, severity: 'warning' }, [SLACK]],
    ['many lost streams', { ...down, count: 17 }, [SLACK]],
  ])('about %s reaches exactly whom its answer names', async (_title, body, routedTo) => {
    const { notify, chat, pager, dispose } = await start()
    expect(await notify(body)).toMatchObject({ status: 202, data: { routedTo } })
    const [message] = await chat.take(1)
    expect([message?.path, message?.body['channel']]).toEqual(['/services/S3CRET', '#powerx-admin-alerts'])
    if (routedTo.includes(PAGER)) {
      const [event] = await pager.take(1)
      expect(event).toMatchObject({
        path: '/v2/enqueue',
        headers: { 'content-type': 'application/json; charset=utf-8' },
        body: { routing_key: KEY, event_action: 'trigger', payload: { custom_details: { level: 'L2' } } },
      })
    }
    await dispose()
    expect([chat.received.length, pager.received.length]).toEqual([1, routedTo.length - 1])
  })

  it('names only those who have an address', async () => {
    const chat = await startReceiver()
    const { notify } = await start(undefined, {
      targets: { slack: { url: chat.url }, pagerduty: null, panelUrl: null },
    })
    expect((await notify(failing)).data['routedTo']).toEqual([SLACK])
    const nobody = await start(undefined, { targets: { slack: null, pagerduty: null, panelUrl: null } })
    expect(await nobody.notify(failing)).toMatchObject({ status: 202, data: { routedTo: [] } })
  })

  it('that is repeated with its key is told once, and repeated without it is the same incident', async () => {
    const { notify, chat, pager } = await start()
    const first = await notify(failing, 'k')
    expect((await notify(failing, 'k')).data).toEqual(first.data)
    await notify({ ...failing, count: 4 })
    await chat.take(2)
    const [one, two] = await pager.take(2)
    expect(one?.body['dedup_key']).toBe(two?.body['dedup_key'])
    expect([chat.received.length, pager.received.length]).toEqual([2, 2])
  })

  it('says which session and plugin it is about', async () => {
    const { ops, notify, chat } = await start()
    const { sessionId } = await ops.register('orders', { developerId: 'u-ops' })
    await notify({ ...failing, sessionId })
    expect((await chat.take(1))[0]?.body['text']).toContain(`Session \`${sessionId}\` of plugin \`orders\``)
  })

  it('is accepted at once although its receiver says nothing, and the other receiver is told', async () => {
    const { notify, chat, pager } = await start('hang')
    expect((await notify(failing)).status).toBe(202)
    await pager.take(1)
    await chat.take(1)
    expect((await notify(failing)).status).toBe(202)
    await pager.take(2)
    expect(chat.received).toHaveLength(1)
  })

  it('is not lost while its receiver is down and the Dev API is started anew', async () => {
    const [file, clock] = [tempFile(), createManualClock()]
    const before = await start(undefined, { db: file, clock })
    await before.chat.stop()
    expect((await before.notify(down)).data['routedTo']).toEqual([SLACK])
    await before.dispose()

    const chat = await startReceiver(undefined, before.chat.port)
    const after = await startTestApi({ db: file, clock, targets: before.targets })
    clock.advance(2000)
    const [message] = await chat.take(1)
    expect(message?.body['text']).toContain('Dev Hotload gets no live updates')
    clock.advance(3_600_000)
    await after.dispose()
    expect(chat.received).toHaveLength(1)
  })

  it('leaves no key and no webhook in the database or in what is said', async () => {
    const file = tempFile()
    const { notify, chat, pager, said, dispose } = await start({ status: 500 }, { db: file })
    pager.say({ status: 404 })
    const { data } = await notify(failing)
    await Promise.all([chat.take(1), pager.take(1)])
    await dispose()
    const bytes = readdirSync(dirname(file)).map((name) => readFileSync(join(dirname(file), name), 'latin1'))
    expect(bytes.join('')).toContain(String(data['notificationId']))
    expect([bytes, said].flat().join('')).not.toMatch(/r0uting-k3y|S3CRET/)
  })
})
