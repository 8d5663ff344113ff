import { describe, expect, it } from 'vitest'
import { CORE_OFFERS, GATEWAY_OFFERS } from '../../../contracts/index.ts'
import { testSession } from '../../tests/test-session.ts'
import { countRun, planBulk } from './bulk-plan.ts'
import { mayRetry, type Command } from './command.ts'
import { proofFor } from './command-proof.ts'
import { barOf } from './command-rules.ts'
import { verdictOfState } from './command-verdict.ts'

const offers = GATEWAY_OFFERS
const calm = { isRunning: false, isOffline: false, offers }
const command: Command = {
  key: 'k',
  kind: 'terminate',
  sessionId: 's',
  title: 'Orders',
  reason: null,
  runId: null,
  phase: 'accepted',
  requestedAt: 0,
  acceptedAt: 1,
  endedAt: null,
  endSeenAt: null,
  auditId: 'a',
  reloadId: null,
  code: null,
  requestId: null,
  retryAt: null,
  isDismissed: false,
}

describe('the rules for commands', () => {
  it('allow what the server allows', () => {
    expect(barOf('terminate', testSession('s'), calm)).toBeNull()
    expect(barOf('terminate', testSession('s', { allowedActions: ['RELOAD'] }), calm)).toBe('notAllowed')
    expect(barOf('reload', testSession('s', { allowedActions: [] }), calm)).toBe('notAllowed')
    expect(barOf('refresh-metrics', testSession('s', { allowedActions: [] }), calm)).toBeNull()
  })

  it('name the most lasting reason first', () => {
    const over = testSession('s', { status: 'TERMINATED', allowedActions: [] })
    expect(barOf('reload', over, { isRunning: true, isOffline: true, offers })).toBe('ended')
    expect(barOf('reload', testSession('s'), { isRunning: true, isOffline: true, offers })).toBe('running')
    expect(barOf('reload', testSession('s'), { isRunning: false, isOffline: true, offers })).toBe('offline')
  })

  it('do not offer what no session of this server can be given, and say that before anything of the session', () => {
    const core = { ...calm, offers: CORE_OFFERS }
    expect(barOf('reload', testSession('s'), core)).toBe('notOffered')
    expect(barOf('refresh-metrics', testSession('s', { status: 'TERMINATED' }), core)).toBe('notOffered')
    expect(barOf('terminate', testSession('s'), core)).toBeNull()
  })

  it('do not send a reload into a reload, but let a reloading session be ended', () => {
    const reloading = testSession('s', { status: 'RELOADING' })
    expect(barOf('reload', reloading, calm)).toBe('running')
    expect(barOf('terminate', reloading, calm)).toBeNull()
    expect(barOf('terminate', testSession('s', { status: 'TERMINATING' }), calm)).toBe('running')
  })

  it("want the figure for ending several with somebody else's among them, and for nothing else", () => {
    const session = testSession('s')
    const many = [session, testSession('t', { developer: { id: 'u-2', name: null } })]
    expect(proofFor('terminate', [session], 'u-2')).toEqual({ kind: 'none' })
    expect(proofFor('reload', many, 'u-1')).toEqual({ kind: 'none' })
    expect(proofFor('terminate', many, 'u-1')).toEqual({ kind: 'count', count: 2, foreign: 1 })
  })

  it('leave out of a run whom it may not reach, with the reason', () => {
    const [a, b] = [testSession('a'), testSession('b')]
    const plan = planBulk([a, b], ({ sessionId }) => (sessionId === 'b' ? 'no' : null))
    expect(plan).toEqual({ ready: [a], leftOut: [{ session: b, why: 'no' }] })
  })

  it('count a run by what has become of each', () => {
    const failed = { ...command, phase: 'failed' } as const
    const run: Command[] = [
      { ...command, phase: 'done' },
      command,
      { ...failed, code: 'DH_API_002' },
      { ...failed, code: 'DH_API_403' },
      { ...failed, code: 'DH_API_409' },
      { ...command, phase: 'timed-out', code: 'DH_COMMAND_001' },
    ]
    expect(countRun(run)).toEqual({ total: 6, open: 1, done: 1, failed: 2, timedOut: 1, conflict: 1, canRetry: 2 })
    expect(run.filter(mayRetry).map(({ code }) => code)).toEqual(['DH_API_002', 'DH_COMMAND_001'])
  })

  it('read from the state of the session what its stream did not say', () => {
    const reload: Command = { ...command, kind: 'reload', reloadId: 'r' }
    const none = { kind: 'nothing' }
    expect(verdictOfState(command, testSession('s'), [])).toEqual(none)
    expect(verdictOfState(command, testSession('s', { status: 'TERMINATING' }), [])).toEqual({ kind: 'observed' })
    expect(verdictOfState(command, testSession('s', { status: 'EXPIRED' }), [])).toMatchObject({ kind: 'done' })
    expect(verdictOfState(command, null, [])).toMatchObject({ kind: 'done' })
    expect(verdictOfState(reload, null, [])).toEqual({ kind: 'failed', code: 'DH_API_404' })
    expect(verdictOfState(reload, testSession('s'), [])).toEqual(none)
    const report = { reloadId: 'r', success: true } as never
    expect(verdictOfState(reload, testSession('s', { status: 'TERMINATED' }), [report])).toMatchObject({ kind: 'done' })
  })
})
