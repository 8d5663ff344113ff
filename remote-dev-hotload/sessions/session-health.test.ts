import { describe, expect, it } from 'vitest'
import { SESSION_STATUSES, type Reload, type Session } from '../../contracts/index.ts'
import { createTestText } from '../tests/test-text.ts'
import { testSession } from '../tests/test-session.ts'
import { ICONS } from '../ui/icons.ts'
import { healthReason, healthWord } from './health-words.ts'
import { HEALTH_WORDS, healthOf, type Health } from './session-health.ts'

const NOW = Date.parse('2026-01-01T00:30:00Z')
const ago = (ms: number) => new Date(NOW - ms).toISOString()
const heard = { now: NOW, seenAt: NOW, skewMs: 0 }

const HEARTBEATS = { fresh: ago(5_000), late: ago(45_000), lost: ago(120_000), untold: null }
const ENDS = { far: ago(-3_600_000), soon: ago(-60_000), past: ago(1_000), unread: 'one day' }
const RELOADS = { none: null, good: true, bad: false, unreported: null }

const reload = (success: boolean | null, patch: Partial<Reload> = {}): Reload => ({
  reloadId: null,
  sequence: 1,
  at: ago(60_000),
  durationMs: 800,
  buildTimeMs: null,
  mode: null,
  trigger: null,
  changedFiles: [],
  success,
  error: null,
  firstLogId: null,
  ...patch,
})

const statuses = [...SESSION_STATUSES, 'HIBERNATING']
const table = statuses.flatMap((status) =>
  Object.keys(HEARTBEATS).flatMap((heartbeat) =>
    Object.keys(ENDS).flatMap((end) =>
      Object.entries(RELOADS).map(([last, success]) => ({
        name: `${status} · heartbeat ${heartbeat} · end ${end} · reload ${last}`,
        heartbeat,
        session: testSession('s', {
          status,
          lastHeartbeatAt: HEARTBEATS[heartbeat as keyof typeof HEARTBEATS],
          expiresAt: ENDS[end as keyof typeof ENDS],
          lastReload: last === 'none' ? null : reload(success),
        }),
      })),
    ),
  ),
)
const ENDED = new Set(['TERMINATED', 'EXPIRED', 'HIBERNATING'])

describe('the health of a session', () => {
  it.each(['en-US', 'zh-CN'] as const)('is one word and one reason for all that can come together, in %s', (locale) => {
    const text = createTestText(locale)
    const duration = (ms: number) => `${ms} ms`
    const words = new Set<string | null>()
    for (const { name, session } of table) {
      const health = healthOf(session, heard)
      words.add(health.word)
      const shown = healthWord(health, session.status, text)
      const reason = healthReason(health.reason, text, { duration })
      expect([name, shown]).not.toEqual([name, expect.stringContaining('health.')])
      expect([name, reason]).toEqual([name, expect.stringMatching(/^(?!health\.).*[.。]$/)])
      expect([name, reason]).not.toEqual([name, expect.stringMatching(/[{}]/)])
    }
    expect([...words].sort()).toEqual([...HEALTH_WORDS, null].sort())
  })

  it('has a shape of its own for every word', () => {
    const shapes = new Map<string, Set<string>>()
    for (const { session } of table) {
      const { icon, word } = healthOf(session, heard)
      const path = ICONS[icon].path
      shapes.set(path, (shapes.get(path) ?? new Set()).add(word ?? 'unknown'))
    }
    expect(shapes.size).toBe(HEALTH_WORDS.length + 1)
    for (const words of shapes.values()) expect(words.size).toBe(1)
  })

  it('never shows a session that nobody hears as running, and no other one as lost', () => {
    for (const { name, heartbeat, session } of table) {
      const health = healthOf(session, heard)
      const isLost = heartbeat === 'lost' && !ENDED.has(session.status)
      expect([name, health.isLost]).toEqual([name, isLost])
      if (isLost) expect([name, health.icon, health.tone]).not.toEqual([name, 'running', 'ok'])
      if (health.word === 'lost') expect([name, heartbeat]).toEqual([name, 'lost'])
      if (heartbeat === 'untold') expect([name, health.word]).not.toEqual([name, expect.stringMatching(/^l(ost|ate)$/)])
    }
  })

  const word = (patch: Partial<Session>, evidence: Partial<Parameters<typeof healthOf>[1]> = {}) =>
    healthOf(testSession('s', { expiresAt: ENDS.far, lastHeartbeatAt: HEARTBEATS.fresh, ...patch }), {
      ...heard,
      ...evidence,
    })
  const told = ({ word: name, reason }: Health) => [name, reason?.key, reason?.named]

  it.each([
    [{}, ['running', 'running', {}]],
    [{ lastHeartbeatAt: null }, ['running', 'runningUntold', {}]],
    [{ lastHeartbeatAt: HEARTBEATS.late }, ['late', 'late', { ageMs: 45_000 }]],
    [{ lastHeartbeatAt: HEARTBEATS.lost }, ['lost', 'lost', { ageMs: 120_000 }]],
    [{ expiresAt: ENDS.soon }, ['expiring', 'expiring', { leftMs: 60_000 }]],
    [{ expiresAt: ENDS.past }, ['overdue', 'overdue', { leftMs: 1_000 }]],
    [{ lastReload: reload(null) }, ['running', 'running', {}]],
    [{ lastReload: reload(false, { error: 'boom' }) }, ['reloadFailed', 'reloadFailedSaid', { text: 'boom' }]],
    [{ status: 'PENDING' }, ['starting', 'starting', {}]],
    [{ status: 'RELOADING', lastReload: reload(false) }, ['reloading', 'reloading', {}]],
    [{ status: 'FAILED', statusReason: 'no such file' }, ['failed', 'failedSaid', { text: 'no such file' }]],
    [{ status: 'TERMINATING', lastHeartbeatAt: HEARTBEATS.lost }, ['ending', 'endingLost', { ageMs: 120_000 }]],
    [{ status: 'TERMINATED' }, ['ended', 'ended', {}]],
    [{ status: 'TERMINATED', terminationNote: 'by Ana' }, ['ended', 'endedNote', { note: 'by Ana' }]],
    [{ status: 'EXPIRED' }, ['expired', 'expired', {}]],
    [{ status: 'HIBERNATING', lastHeartbeatAt: HEARTBEATS.lost }, [null, 'unknown', { text: 'HIBERNATING' }]],
  ] as [Partial<Session>, unknown[]][])('%j is %j', (patch, expected) => {
    expect(told(word(patch))).toEqual(expected)
  })

  it('is judged by when the server spoke, not by how long nothing has reached us', () => {
    const hour = 3_600_000
    const blind = word({}, { now: NOW + hour })
    expect(told(blind)).toEqual(['running', 'runningUnseen', {}])
    expect(word({ expiresAt: ENDS.far }, { now: NOW + 2 * hour }).word).toBe('running')
    // The server has spoken again, and the heartbeat has not moved.
    expect(word({}, { now: NOW + hour, seenAt: NOW + hour }).word).toBe('lost')
    expect(word({ lastHeartbeatAt: HEARTBEATS.lost }, { seenAt: null }).word).toBe('running')
  })

  it('is measured with the clock of the server', () => {
    const skewMs = 90_000
    expect(word({}, { skewMs }).word).toBe('lost')
    expect(word({ lastHeartbeatAt: ago(-skewMs) }, { skewMs }).word).toBe('running')
  })

  it('says when a reload takes longer than this session is used to', () => {
    const at = (patch: Partial<Session>, elapsed: number | null) =>
      word({ status: 'RELOADING', ...patch }, { statusSince: elapsed === null ? null : NOW - elapsed }).reason
    const metrics = { ...testSession('s').metrics, reloadLatencyP95Ms: 6_000 }
    expect(at({}, null)?.key).toBe('reloading')
    expect(at({}, 9_000)?.key).toBe('reloading')
    expect(at({}, 12_000)).toEqual({ key: 'reloadingLong', named: { elapsedMs: 12_000 } })
    expect(at({ metrics }, 12_000)?.key).toBe('reloading')
    expect(at({ metrics }, 20_000)).toEqual({ key: 'reloadingLongUsual', named: { elapsedMs: 20_000, usualMs: 6_000 } })
  })

  it('quotes a foreign text in one line, whatever it holds', () => {
    const hostile = `<b>x</b>\n\u202e${'long '.repeat(2_000)}`
    const { reason } = word({ status: 'FAILED', statusReason: hostile })
    expect(reason?.named['text']).toMatch(/^<b>x<\/b> long /)
    expect(String(reason?.named['text']).length).toBeLessThanOrEqual(301)
    expect(word({ status: 'FAILED', statusReason: ' \n ' }).reason?.key).toBe('failed')
  })
})

describe('a session of a server that tells no heartbeats', () => {
  const untold = { ...heard, tellsHeartbeats: false }
  const word = (patch: Partial<Session>) => healthOf(testSession('s', { expiresAt: ENDS.far, ...patch }), untold)

  it('is neither late nor lost, whatever stands in its place', () => {
    for (const lastHeartbeatAt of Object.values(HEARTBEATS))
      expect(word({ lastHeartbeatAt })).toMatchObject({
        word: 'running',
        isLost: false,
        reason: { key: 'runningUntold' },
      })
  })

  it('has a time that nothing extends, and the words say so', () => {
    expect(word({ expiresAt: ENDS.soon }).reason?.key).toBe('expiringFixed')
    expect(word({ status: 'EXPIRED' }).reason?.key).toBe('expiredFixed')
    for (const locale of ['en-US', 'zh-CN'] as const)
      for (const key of ['expiringFixed', 'expiredFixed'])
        expect(createTestText(locale).has(`health.reason.${key}`)).toBe(true)
  })
})
