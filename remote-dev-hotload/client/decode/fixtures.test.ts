import { describe, expect, it } from 'vitest'
import { decodeFrame } from './stream-event.ts'

interface StreamFixture {
  kind: 'good' | 'old' | 'hostile'
  frame: { id: string; event: string }
  data: unknown
  expect: string
}

const frames = import.meta.glob<StreamFixture>('../../../contracts/fixtures/stream/*.json', {
  eager: true,
  import: 'default',
})
const files = Object.fromEntries(Object.entries(frames).map(([path, fixture]) => [path.split('/').at(-1)!, fixture]))

const SESSION = '6f1d9a5e-9f0e-4f0b-8f55-3f6f6a0c1a11'
const TENANT = '0b6f3c1e-3f0a-4c57-9a52-0d1f0f6f7a01'
const markup = expect.stringContaining('<img src=x onerror=') as string
const line = { logId: '000000000412', level: 'info', source: 'build' }

/** What the panel makes of each frame, beside its kind; for what is set aside, why. */
const EXPECTED: Readonly<Record<string, object>> = {
  'session-started.good.json': { session: { sessionId: SESSION, status: 'ACTIVE', developer: { id: 'u-engineer' } } },
  'session-updated.good.json': { sessionId: SESSION, patch: { status: 'FAILED', statusReason: 'reload #8 failed' } },
  'session-reloaded.good.json': { sessionId: SESSION, reload: { reloadId: 'r-7', sequence: 7, success: true } },
  'session-terminated.good.json': { sessionId: SESSION, end: { note: null, auditId: 'au-31' } },
  'log-entry.good.json': { sessionId: SESSION, entries: [{ ...line, fields: { files: 1 } }], rejected: 0 },
  'log-batch.good.json': { sessionId: SESSION, entries: [line, { logId: '000000000413' }], rejected: 0 },
  'alert-raised.good.json': { alert: { alertId: 'al-1', state: 'OPEN', count: 3 } },
  'alert-resolved.good.json': { alert: { alertId: 'al-1', state: 'RESOLVED' } },
  'audit-recorded.good.json': { entry: { auditId: 'au-31', action: 'session.terminate' } },
  'metrics-updated.good.json': { patch: { activeSessions: 4, logThroughputPerSec: 13.2 } },
  'stream-gap.good.json': { gap: { reason: 'retention', missed: 3999 } },
  'log-cli.old.json': { sessionId: SESSION, tenantId: TENANT, entries: [{ ...line, message: 'built' }] },
  'log-topic.old.json': { sessionId: SESSION, tenantId: TENANT, entries: [line] },
  'session-unnamed.old.json': { sessionId: SESSION, patch: { status: 'ACTIVE' } },
  'unknown-type.old.json': { rejection: 'unknown-type', type: 'SomethingNewer' },
  'log-hostile.hostile.json': { entries: [{ ...line, message: markup, fields: { a: markup } }], rejected: 0 },
  'session-hostile.hostile.json': { patch: { statusReason: markup, sandboxEndpoint: 'javascript:alert(1)' } },
  'no-payload.hostile.json': { rejection: 'malformed', type: 'SessionStarted' },
}

describe('the golden events of the stream', () => {
  it('each have an expectation, and no expectation is without its file', () => {
    expect(Object.keys(EXPECTED).sort()).toEqual(Object.keys(files).sort())
  })

  it.each(Object.entries(files))('%s is read as it is meant', (name, fixture) => {
    const decoded = decodeFrame({ ...fixture.frame, data: JSON.stringify(fixture.data) })
    expect(decoded.ok ? decoded.event.kind : decoded.rejection).toBe(fixture.expect)
    expect(decoded.ok ? decoded.event : decoded).toMatchObject(EXPECTED[name]!)
    expect(JSON.stringify(decoded)).not.toMatch(/eyJhbGci|"reloadToken":"e|"token":"abcdef"/)
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
  })
})
