import { describe, expect, it } from 'vitest'
import alerts from '../../contracts/fixtures/graphql/alerts.good.json'
import { createAlertActs } from './alert-acts.ts'
import { createAsk } from './ask.ts'

const [alert] = alerts.data.devHotloadAlerts

function setUp(answers: readonly unknown[]) {
  const bodies: { operationName: string; variables: unknown }[] = []
  const left = [...answers]
  const ask = createAsk({
    async fetch(_url, init) {
      bodies.push(JSON.parse(String(init?.body)) as (typeof bodies)[number])
      return Response.json(left.shift())
    },
    uuid: () => 'request-1',
    url: 'http://api.test/graphql',
    credentials: { token: async () => 't', refresh: async () => 't', tenantId: () => 'tenant-1' },
    refresh: async () => true,
    signal: new AbortController().signal,
  })
  return { acts: createAlertActs(ask), bodies }
}
const refusal = (code: string) => ({ errors: [{ message: 'no', extensions: { code, requestId: 'r-9' } }] })

describe('acts on an alert', () => {
  it('are one mutation each, and give back the alert as it is now', async () => {
    const now = { ...alert, state: 'acknowledged', acknowledgedBy: 'Olivia' }
    const { acts, bodies } = setUp([
      { data: { acknowledgeDevAlert: now } },
      {
        data: {
          snoozeDevAlert: { ...now, state: 'SNOOZED', message: 'token=ghp_abcdefghijklmnopqrstuvwxyz0123456789' },
        },
      },
    ])
    expect(await acts.acknowledge('al-1')).toMatchObject({
      ok: true,
      value: { state: 'ACKNOWLEDGED', acknowledgedBy: 'Olivia' },
    })
    const snoozed = await acts.snooze('al-1', '2026-01-05T10:00:00.000Z')
    expect(snoozed).toMatchObject({ ok: true, value: { state: 'SNOOZED' } })
    expect(JSON.stringify(snoozed)).not.toContain('ghp_')
    expect(bodies.map(({ operationName, variables }) => [operationName, variables])).toEqual([
      ['AcknowledgeAlert', { alertId: 'al-1' }],
      ['SnoozeAlert', { alertId: 'al-1', until: '2026-01-05T10:00:00.000Z' }],
    ])
  })

  it.each([
    ['CONFLICT', 'DH_API_409'],
    ['FORBIDDEN', 'DH_API_403'],
    ['NOT_FOUND', 'DH_API_404'],
    ['BAD_USER_INPUT', 'DH_API_400'],
    ['INTERNAL', 'DH_API_002'],
  ])('refused with %s are not sent again', async (code, ours) => {
    const { acts, bodies } = setUp([refusal(code)])
    expect(await acts.acknowledge('al-1')).toMatchObject({ ok: false, error: { code: ours, requestId: 'r-9' } })
    expect(bodies).toHaveLength(1)
  })

  it('are sent once more with a renewed sign-in', async () => {
    const { acts, bodies } = setUp([refusal('UNAUTHENTICATED'), { data: { acknowledgeDevAlert: alert } }])
    expect(await acts.acknowledge('al-1')).toMatchObject({ ok: true })
    expect(bodies).toHaveLength(2)
  })
})
