import { describe, expect, it } from 'vitest'
import { decodeFrame } from './stream-event.ts'

const frame = (event: string, json: unknown) =>
  decodeFrame({ id: '5', event, data: typeof json === 'string' ? json : JSON.stringify(json) })
const entry = { logId: 'l1', ts: '2026-01-01T00:00:00Z', level: 'INFO', source: 'build', message: 'built' }

describe('decodeFrame', () => {
  it('decodes a log line and compares words without regard to case', () => {
    const decoded = frame('LogEntry', {
      type: 'LogEntry',
      sessionId: 's1',
      tenantId: 't1',
      ts: entry.ts,
      payload: entry,
    })
    expect(decoded).toMatchObject({
      ok: true,
      event: { kind: 'log', id: '5', sessionId: 's1', tenantId: 't1', entries: [{ level: 'info', message: 'built' }] },
    })
  })

  it.each([
    ['an alias topic', 'dev.session.log', { sessionId: 's1', tenantId: 't1', payload: entry }],
    [
      'an unnamed message with a type',
      'message',
      { type: 'LogEntry', sessionId: 's1', tenant_uuid: 't1', payload: entry },
    ],
    [
      'the bare log event of the CLI',
      'log',
      {
        timestamp: entry.ts,
        level: 'info',
        source: 'build',
        message: 'built',
        sessionId: 's1',
        tenantUuid: 't1',
        logId: 'l1',
      },
    ],
  ])('takes %s', (_name, event, json) => {
    expect(frame(event, json)).toMatchObject({
      ok: true,
      event: { kind: 'log', sessionId: 's1', tenantId: 't1', entries: [{ logId: 'l1', ts: entry.ts }] },
    })
  })

  it('keeps only what was sent of a partial session', () => {
    const decoded = frame('SessionUpdated', {
      type: 'SessionUpdated',
      sessionId: 's1',
      tenantId: 't1',
      payload: { status: 'failed', reloadToken: 'secret' },
    })
    expect(decoded).toMatchObject({ ok: true, event: { kind: 'session-updated', patch: { status: 'FAILED' } } })
    expect(decoded.ok && decoded.event.kind === 'session-updated' && Object.keys(decoded.event.patch)).toEqual([
      'status',
    ])
  })

  it('keeps the good lines of a batch and counts the bad ones', () => {
    const decoded = frame('LogBatch', {
      type: 'LogBatch',
      sessionId: 's1',
      payload: { entries: [entry, { level: 5 }, { ...entry, logId: 'l2' }] },
    })
    expect(decoded).toMatchObject({ ok: true, event: { rejected: 1, entries: [{ logId: 'l1' }, { logId: 'l2' }] } })
  })

  it('masks secrets before anybody sees them', () => {
    const payload = { ...entry, message: 'password=hunter22', fields: { headers: { authorization: 'x' } } }
    const decoded = frame('LogEntry', { type: 'LogEntry', sessionId: 's1', payload })
    expect(JSON.stringify(decoded)).not.toMatch(/hunter22|"authorization":"x"/)
  })

  it.each([
    ['not-json', '{"type":'],
    ['malformed', '[1,2]'],
    ['malformed', { type: 'LogEntry', sessionId: 's1', payload: { message: 7 } }],
    ['malformed', { type: 'LogEntry', payload: entry }],
    ['unknown-type', { type: 'SomethingNew', payload: {} }],
    ['too-deep', `{"type":"LogEntry","payload":${'['.repeat(40)}${']'.repeat(40)}}`],
    ['too-large', `{"type":"LogEntry","payload":"${'x'.repeat(300_000)}"}`],
  ])('sets aside what is %s', (rejection, data) => {
    expect(frame('message', data)).toMatchObject({ ok: false, rejection })
  })

  it('does not count brackets inside of texts as depth', () => {
    const payload = { ...entry, message: '[['.repeat(60) + '\\"{{' }
    expect(frame('LogEntry', { type: 'LogEntry', sessionId: 's1', payload }).ok).toBe(true)
  })

  it('lets a hostile key change nothing but itself', () => {
    frame(
      'SessionUpdated',
      '{"type":"SessionUpdated","sessionId":"s1","payload":{"metadata":{"__proto__":{"polluted":1}},"__proto__":{"polluted":1}}}',
    )
    expect(({} as { polluted?: number }).polluted).toBeUndefined()
  })
})
