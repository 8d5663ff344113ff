import { describe, expect, it } from 'vitest'
import type { Reload, Session } from '../../../contracts/index.ts'
import { testSession } from '../../tests/test-session.ts'
import type { Evidence } from '../session-evidence.ts'
import { attentionOf, ATTENTION_KINDS, byOwner } from './attention.ts'

const NOW = Date.parse('2026-01-01T00:30:00Z')
const at = (secondsAgo: number) => new Date(NOW - secondsAgo * 1_000).toISOString()
const reload = (patch: Partial<Reload> = {}): Reload => ({
  reloadId: null,
  sequence: 3,
  at: at(40),
  durationMs: 900,
  buildTimeMs: 400,
  mode: 'hot',
  trigger: 'save',
  changedFiles: [],
  success: false,
  error: 'x is not defined',
  firstLogId: null,
  ...patch,
})

interface Circumstances extends Partial<Evidence> {
  isToldLost?: (session: Session) => boolean
}
function look(sessions: Session[], { isToldLost = () => false, ...evidence }: Circumstances = {}) {
  return attentionOf({
    sessions,
    isToldLost,
    evidenceOf: () => ({ now: NOW, seenAt: NOW, skewMs: 0, statusSince: null, ...evidence }),
  })
}
/** [group, id, seconds since or until] of everybody that is named. */
const named = (groups: ReturnType<typeof look>) =>
  ATTENTION_KINDS.flatMap((kind) =>
    groups[kind].map((item) => [kind, item.session.sessionId, item.at === null ? null : (item.at - NOW) / 1_000]),
  )

describe('what needs attention', () => {
  it('leaves out a session that runs well, and one that has ended however it failed before', () => {
    const sessions = [
      testSession('good', { lastReload: reload({ success: true }) }),
      testSession('unreported', { lastReload: reload({ success: null }) }),
      testSession('ended', { status: 'TERMINATED', lastReload: reload(), expiresAt: at(-20) }),
      testSession('expired', { status: 'EXPIRED' }),
    ]
    expect(named(look(sessions))).toEqual([])
  })

  it('names each session once, under the most pressing reason', () => {
    const everything = { lastReload: reload(), expiresAt: at(-30), lastHeartbeatAt: at(5) }
    const sessions = [
      testSession('failed', { ...everything, status: 'FAILED' }),
      testSession('silent', { ...everything, status: 'FAILED', lastHeartbeatAt: at(600) }),
      testSession('reload failed', everything),
      testSession('ending', { expiresAt: at(-30) }),
      testSession('stopping', { ...everything, status: 'TERMINATING', lastHeartbeatAt: at(600) }),
      testSession('overdue', { ...everything, expiresAt: at(15) }),
    ]
    expect(named(look(sessions, { statusSince: NOW - 61_000 }))).toEqual([
      ['failed', 'failed', -40],
      ['reloadFailed', 'reload failed', -40],
      ['lost', 'silent', -600],
      ['ending', 'ending', 30],
      ['stuck', 'overdue', -15],
      ['stuck', 'stopping', -61],
    ])
  })

  it('puts the newest change first, and of those that end the soonest', () => {
    const sessions = [30, 10, 20].flatMap((seconds) => [
      testSession(`reload-${seconds}`, { lastReload: reload({ at: at(seconds) }) }),
      testSession(`end-${seconds}`, { expiresAt: at(-seconds) }),
    ])
    expect(named(look(sessions)).map(([, id]) => id)).toEqual([
      'reload-10',
      'reload-20',
      'reload-30',
      'end-10',
      'end-20',
      'end-30',
    ])
  })

  it('calls a stop stuck only after a minute, and a reload in the middle of it not broken', () => {
    const session = testSession('s', { status: 'RELOADING', lastReload: reload() })
    expect(named(look([session], { statusSince: NOW - 60_000 }))).toEqual([])
    expect(named(look([session], { statusSince: NOW - 60_001 }))).toEqual([['stuck', 's', -60.001]])
  })

  it("reads the server's times on this browser's clock", () => {
    const session = testSession('s', { expiresAt: at(-90) })
    expect(named(look([session], { skewMs: 30_000 }))).toEqual([['ending', 's', 60]])
    expect(named(look([session], { skewMs: -60_000 }))).toEqual([])
  })

  it('believes the server that a session is silent, even where its heartbeats are not told', () => {
    const session = testSession('s', { lastHeartbeatAt: 'yesterday', startedAt: '', expiresAt: 'soon' })
    expect(named(look([session]))).toEqual([])
    expect(named(look([session], { isToldLost: () => true }))).toEqual([['lost', 's', null]])
  })
})

describe('lost sessions by owner', () => {
  it('puts those of one person together, however their name was sent, and knows the longest silence', () => {
    const ana = { id: 'u-2', name: 'Ana Ruiz' }
    const sessions = [
      testSession('1', { developer: { id: 'u-2', name: null }, lastHeartbeatAt: at(60) }),
      testSession('2', { developer: ana, lastHeartbeatAt: at(840) }),
      testSession('3', { developer: { id: 'u-3', name: null }, lastHeartbeatAt: null, startedAt: '' }),
    ]
    const shares = byOwner(look(sessions, { isToldLost: () => true }).lost)
    expect(shares.map(({ owner, items, longestSince }) => [owner, items.length, longestSince])).toEqual([
      [ana, 2, NOW - 840_000],
      [{ id: 'u-3', name: null }, 1, null],
    ])
  })
})
