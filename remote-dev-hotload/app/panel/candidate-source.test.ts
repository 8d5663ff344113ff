import { describe, expect, it, vi } from 'vitest'
import type { LogEntry } from '../../../contracts/index.ts'
import {
  alertOf,
  asIs,
  auditOf,
  lineOf,
  reloadOf,
  sampleSession,
} from '../../dashboard/candidate/testing/sample-facts.ts'
import { err, ok } from '../../kernel/index.ts'
import { createFakeClock } from '../../tests/fake-clock.ts'
import { createCandidateSource, type CandidateSourceDeps } from './candidate-source.ts'

const broken = err({ code: 'DH_API_002', status: 500, requestId: 'req-9', retryAfterMs: null } as const)

/** A server whose log has these lines, oldest first, and this many reloads. */
function setUp({ lines = [] as LogEntry[], reloads = 3, isOffered = true } = {}) {
  const queries = {
    session: vi.fn<CandidateSourceDeps['queries']['session']>(async () => ok(sampleSession())),
    reloads: vi.fn<CandidateSourceDeps['queries']['reloads']>(async (_id, limit, before = reloads + 1) =>
      ok(Array.from({ length: Math.min(limit, before - 1) }, (_, i) => reloadOf(before - 1 - i))),
    ),
    logs: vi.fn<CandidateSourceDeps['queries']['logs']>(async ({ limit, beforeId }) => {
      const end = beforeId == null ? lines.length : lines.findIndex(({ logId }) => logId === beforeId)
      const start = Math.max(0, end - (limit ?? 500))
      return ok({ items: lines.slice(start, end), hasBefore: start > 0, hasAfter: end < lines.length, rejected: 0 })
    }),
    audit: vi.fn<CandidateSourceDeps['queries']['audit']>(async (sessionId) =>
      ok({ sessionId, items: [auditOf('audit-1')], totalCount: 1, offset: 0, rejected: 0 }),
    ),
  }
  const openAlerts = vi.fn<CandidateSourceDeps['openAlerts']>(async () =>
    ok({
      items: [alertOf('own'), alertOf('other', { sessionId: 's-2' }), alertOf('over', { state: 'RESOLVED' })],
      isCut: false,
    }),
  )
  const record = vi.fn<CandidateSourceDeps['reports']['record']>(async () => ok('audit-77'))
  const onError = vi.fn()
  const source = createCandidateSource({
    queries,
    reports: { record },
    clock: createFakeClock(Date.parse('2026-01-01T00:10:00Z')),
    uuid: () => 'key-1',
    text: { cleanText: asIs, fingerprintOf: (text) => text.length },
    openAlerts,
    isOffered: () => isOffered,
    isLost: () => true,
    save: vi.fn(),
    onError,
  })
  const ending = new AbortController()
  const progress: number[] = []
  const gather = async () => {
    const answer = await source.gather('s-1', ending.signal, ({ lines }) => progress.push(lines))
    return answer.ok ? answer.value : null
  }
  return { ...queries, openAlerts, record, onError, source, ending, progress, gather }
}
/** `count` lines a second apart, the last one at second `end`. */
const linesTo = (end: number, count: number) => Array.from({ length: count }, (_, i) => lineOf(end - count + 1 + i))

describe('gathering what a validation rests on', () => {
  it('takes the alerts of this session that are open, its activity and its state', async () => {
    const { gather, audit } = setUp()
    expect(await gather()).toMatchObject({
      gatheredAt: '2026-01-01T00:10:00.000Z',
      isLost: true,
      alerts: { kind: 'told', value: [{ alertId: 'own' }], isCut: false },
      audit: { kind: 'told', value: [{ auditId: 'audit-1' }], isCut: false },
    })
    expect(audit).toHaveBeenCalledWith('s-1', 200)
  })

  it('reads the log backwards until a page begins before the newest reload did', async () => {
    // The newest of three reloads ends at second 180.
    const { gather, logs, progress } = setUp({ lines: linesTo(1_700, 3_600) })
    const facts = await gather()
    expect(facts?.logs).toMatchObject({ kind: 'told', isCut: false, value: { lines: 1_521 } })
    expect(logs.mock.calls.map(([{ limit, beforeId }]) => [limit, beforeId])).toEqual([
      [1_000, null],
      [1_000, 'log-000701'],
    ])
    expect(progress).toEqual([0, 1_000, 2_000])
  })

  it('stops at five thousand lines and says that earlier ones are missing', async () => {
    const { gather, logs } = setUp({ lines: linesTo(20_000, 19_000) })
    expect((await gather())?.logs).toMatchObject({ isCut: true, value: { lines: 5_000 } })
    expect(logs).toHaveBeenCalledTimes(5)
  })

  it('is whole when the log itself is short', async () => {
    const { gather } = setUp({ lines: linesTo(200, 15) })
    expect((await gather())?.logs).toMatchObject({ isCut: false, value: { lines: 15 } })
  })

  it('does not ask for ever where a server always has one more page, and it is empty', async () => {
    const { gather, logs } = setUp()
    logs.mockResolvedValue(ok({ items: [], hasBefore: true, hasAfter: false, rejected: 0 }))
    expect((await gather())?.logs).toMatchObject({ kind: 'told', isCut: false })
    expect(logs).toHaveBeenCalledTimes(1)
  })

  it('does not look into the log when nothing was reloaded', async () => {
    const { gather, logs } = setUp({ reloads: 0 })
    expect((await gather())?.logs).toBeNull()
    expect(logs).not.toHaveBeenCalled()
  })

  it('takes the newest thousand reloads, page by page, and says that there are more', async () => {
    const { gather, reloads } = setUp({ reloads: 1_300 })
    const facts = await gather()
    expect(facts?.reloads.kind === 'told' && [facts.reloads.value.length, facts.reloads.isCut]).toEqual([1_000, true])
    expect(reloads.mock.calls.map(([, , before]) => before)).toEqual([undefined, 1_101, 901, 701, 501])
    const few = await setUp({ reloads: 250 }).gather()
    expect(few?.reloads.kind === 'told' && [few.reloads.value.length, few.reloads.isCut]).toEqual([250, false])
  })

  it('names a part that could not be had, and goes on with the others', async () => {
    const { gather, audit, logs, openAlerts, onError } = setUp()
    for (const question of [audit, logs, openAlerts]) question.mockResolvedValue(broken)
    const missing = { kind: 'missing', code: 'DH_API_002', requestId: 'req-9' }
    expect(await gather()).toMatchObject({ audit: missing, logs: missing, alerts: missing, reloads: { kind: 'told' } })
    expect(onError).toHaveBeenCalledTimes(3)
  })

  it('says that activity was left out', async () => {
    const { gather, audit } = setUp()
    audit.mockResolvedValue(ok({ sessionId: 's-1', items: [auditOf('a')], totalCount: 9, offset: 0, rejected: 0 }))
    expect((await gather())?.audit).toMatchObject({ isCut: true })
  })

  it('has nothing to judge without the session', async () => {
    const { source, session, ending } = setUp()
    session.mockResolvedValueOnce(ok(null)).mockResolvedValueOnce(broken)
    expect(await source.gather('s-1', ending.signal, () => {})).toEqual(err({ code: 'DH_API_404', requestId: null }))
    expect(await source.gather('s-1', ending.signal, () => {})).toEqual(err({ code: 'DH_API_002', requestId: 'req-9' }))
  })

  it('asks for no further page once it was stopped', async () => {
    const { gather, logs, ending } = setUp({ lines: linesTo(20_000, 19_000) })
    logs.mockImplementationOnce(async () => {
      ending.abort()
      return ok({ items: linesTo(20_000, 1_000), hasBefore: true, hasAfter: false, rejected: 0 })
    })
    await gather()
    expect(logs).toHaveBeenCalledTimes(1)
  })
})

describe('the record of a report', () => {
  const basis = { sessionId: 's-1', lines: 7, from: null, to: null, key: 'key-1' }

  it('says what left the panel', async () => {
    const { source, record } = setUp()
    expect(await source.record(basis)).toEqual(ok('audit-77'))
    expect(record).toHaveBeenCalledWith({
      action: 'logs.export',
      sessionIds: ['s-1'],
      lines: 7,
      from: null,
      to: null,
      filter: 'candidate validation',
      masked: true,
      key: 'key-1',
    })
  })

  it('gives code and request id when it was refused', async () => {
    const { source, record, onError } = setUp()
    record.mockResolvedValue(broken)
    expect(await source.record(basis)).toEqual(err({ code: 'DH_API_002', requestId: 'req-9' }))
    expect(onError).toHaveBeenCalledTimes(1)
  })

  it('is only for accounts that may export', () => {
    const { source } = setUp()
    expect(source.whyNot(sampleSession())).toBeNull()
    expect(source.whyNot(sampleSession({ allowedActions: ['RELOAD'] }))).toBe('DH_API_403')
    expect(setUp({ isOffered: false }).source.whyNot(sampleSession())).toBe('DH_API_501')
  })
})
