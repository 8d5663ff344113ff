import { describe, expect, it } from 'vitest'
import { decodeFrame } from '../../decode/index.ts'
import { OTHER_TENANT, START, TENANT } from '../testing/fake-core.ts'
import { translateFrame } from './frames.ts'

const AT = new Date(START).toISOString()

function translated(json: unknown, { lastReloadAt = 0, hasEnded = false } = {}) {
  const data = typeof json === 'string' ? json : JSON.stringify(json)
  return translateFrame(
    { id: '', ownId: null, event: 'message', data },
    {
      serverNow: START,
      tenantId: TENANT,
      sightings: { lastReloadAt: () => lastReloadAt, hasEnded: () => hasEnded },
    },
  )
}

function told(json: unknown) {
  const frame = translated(json)
  const decoded = frame && decodeFrame(frame)
  return decoded?.ok ? decoded.event : (decoded?.rejection ?? null)
}

describe('an event of Core', () => {
  it('of a start says that a session runs and since when; the list has to say the rest', () => {
    const json = { type: 'SessionStarted', sessionId: 's1', payload: { tenant_uuid: TENANT, developerId: 7 } }
    expect(told(json)).toMatchObject({
      ...{ kind: 'session-updated', sessionId: 's1', ts: AT, patch: { status: 'ACTIVE', startedAt: AT } },
    })
  })

  it.each(['tenant_uuid', 'tenantUuid', 'tenantId'])('of another tenant goes no further (%s)', (name) => {
    expect(translated({ type: 'SessionStarted', sessionId: 's1', payload: { [name]: OTHER_TENANT } })).toBe(null)
  })

  it.each([{ tenantId: 42 }, { tenantId: '42' }, {}, null])(
    'of a tenant that nobody can compare is for the list to judge (%o)',
    (payload) => expect(told({ type: 'SessionStarted', sessionId: 's1', payload })).toMatchObject({ sessionId: 's1' }),
  )

  it.each([
    [
      { success: false, error: '', durationMs: 0, sequence: 0 },
      { success: null, error: null, durationMs: null },
    ],
    [
      { sequence: 0, changed: null, artifacts: null },
      { success: null, changedFiles: [] },
    ],
    [
      { success: true, error: '', durationMs: 0, sequence: 0 },
      { success: true, durationMs: null },
    ],
    [
      { success: false, error: 'boom', durationMs: 0, sequence: 0 },
      { success: false, error: 'boom' },
    ],
    [
      { success: false, error: '', durationMs: 12, sequence: 0 },
      { success: false, durationMs: 12 },
    ],
    [
      { success: false, error: '', durationMs: 0, sequence: 3 },
      { success: false, durationMs: 0, sequence: 3 },
    ],
    [
      { success: true, durationMs: 5, sequence: 4, changed: ['a', 7, 'b'] },
      { changedFiles: ['a', 'b'], sequence: 4 },
    ],
    [null, { success: null, sequence: 0 }],
  ])('of a reload is told as it was reported: %o', (payload, reload) => {
    expect(told({ type: 'SessionReloaded', sessionId: 's1', payload })).toMatchObject({
      ...{ kind: 'session-reloaded', reload: { at: AT, reloadId: null, ...reload } },
    })
  })

  it('of a second reload without a number in one moment is another one', () => {
    const frame = translated({ type: 'SessionReloaded', sessionId: 's1', payload: {} }, { lastReloadAt: START })
    expect(JSON.parse(frame!.data)).toMatchObject({ payload: { at: new Date(START + 1).toISOString() } })
  })

  it.each([
    [{ note: 'by hand' }, 'by hand'],
    [{ note: '' }, null],
    [null, null],
    [undefined, null],
  ])('of an end carries its note: %o', (payload, note) => {
    expect(told({ type: 'SessionTerminated', sessionId: 's1', payload })).toMatchObject({
      ...{ kind: 'session-terminated', sessionId: 's1', end: { note, endedAt: AT, auditId: null } },
    })
  })

  it('of an end that was told before goes no further', () => {
    expect(translated({ type: 'SessionTerminated', sessionId: 's1' }, { hasEnded: true })).toBe(null)
  })

  it.each([
    ['not-json', '{'],
    ['malformed', '[]'],
    ['unknown-type', { type: 'SessionDreamt', sessionId: 's1' }],
    ['malformed', { type: 'SessionReloaded', payload: {} }],
    ['too-deep', `{"type":"SessionStarted","sessionId":"s","payload":${'['.repeat(99)}${']'.repeat(99)}}`],
    ['too-large', `{"type":"SessionTerminated","sessionId":"s","payload":"${'x'.repeat(300_000)}"}`],
  ])('that is none is set aside and counted as any other: %s', (rejection, json) => {
    expect(told(json)).toBe(rejection)
  })

  it('that a newer server sends in the words of the contract is left as it is', () => {
    const json = { type: 'SessionTerminated', sessionId: 's1', ts: '2026-05-05T00:00:00Z', payload: { note: 'x' } }
    expect(told(json)).toMatchObject({ ts: '2026-05-05T00:00:00Z', end: { note: 'x' } })
  })
})
