import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Alert, DiagnosticCode } from '../../../contracts/index.ts'
import type { AlertActs } from '../../client/index.ts'
import { createAlertAsks, type AlertAsks } from './alert-asks.ts'

type Answer = Awaited<ReturnType<AlertActs['acknowledge']>>
const refused = (code: DiagnosticCode): Answer => ({
  ok: false,
  error: { code, status: 0, requestId: null, retryAfterMs: null },
})
const taken = { alertId: 'a', state: 'ACKNOWLEDGED' } as Alert

let answer: (answer: Answer) => void
let scope: string
let state: string | null
let asks: AlertAsks
const acts = {
  acknowledge: vi.fn(() => new Promise<Answer>((resolve) => (answer = resolve))),
  snooze: vi.fn(() => new Promise<Answer>((resolve) => (answer = resolve))),
}
const apply = vi.fn()
const outdated = vi.fn()

beforeEach(() => {
  vi.clearAllMocks()
  scope = 'tenant-1'
  state = 'OPEN'
  asks = createAlertAsks({ acts, scope: () => scope, stateOf: () => state, taker: () => apply, outdated })
})
const answered = async (with_: Answer) => {
  answer(with_)
  await Promise.resolve()
  await Promise.resolve()
  await Promise.resolve()
}

describe('an act on an alert', () => {
  it('is done when the server has said so, and sent once meanwhile', async () => {
    asks.send('a', { kind: 'acknowledge' })
    asks.send('a', { kind: 'snooze', until: '2026-01-05T10:00:00Z' })
    expect([asks.pending.get('a'), asks.askOf('a')]).toEqual(['busy', 'acknowledge'])
    expect(acts.snooze).not.toHaveBeenCalled()
    expect(apply).not.toHaveBeenCalled()
    await answered({ ok: true, value: taken })
    expect(apply).toHaveBeenCalledWith(taken)
    expect(asks.pending.size).toBe(0)
  })

  it('that failed stands there with its code and is sent again as it was', async () => {
    asks.send('a', { kind: 'snooze', until: '2026-01-05T10:00:00Z' })
    await answered(refused('DH_API_001'))
    expect(asks.pending.get('a')).toBe('DH_API_001')
    expect(outdated).not.toHaveBeenCalled()
    asks.retry('a')
    expect(acts.snooze.mock.calls).toEqual(Array(2).fill(['a', '2026-01-05T10:00:00Z']))
    await answered(refused('DH_API_403'))
    asks.dismiss('a')
    asks.retry('a')
    expect(acts.snooze).toHaveBeenCalledTimes(2)
  })

  it.each(['DH_API_401', 'DH_API_404', 'DH_API_409'] as const)(
    'refused by %s asks for the alerts anew',
    async (code) => {
      asks.send('a', { kind: 'acknowledge' })
      await answered(refused(code))
      expect(outdated).toHaveBeenCalledOnce()
    },
  )

  it('that came to nothing is forgotten once the alert is in another state; that somebody was faster is not', async () => {
    asks.send('a', { kind: 'acknowledge' })
    await answered(refused('DH_API_001'))
    state = 'ACKNOWLEDGED'
    asks.settle()
    expect(asks.pending.size).toBe(0)
    asks.send('a', { kind: 'acknowledge' })
    await answered(refused('DH_API_409'))
    state = 'RESOLVED'
    asks.settle()
    expect(asks.pending.get('a')).toBe('DH_API_409')
  })

  it('of one tenant is not answered in another', async () => {
    asks.send('a', { kind: 'acknowledge' })
    scope = 'tenant-2'
    asks.clear()
    await answered({ ok: true, value: taken })
    expect(apply).not.toHaveBeenCalled()
    expect(asks.pending.size).toBe(0)
  })

  it('that breaks is a failure like others', async () => {
    acts.acknowledge.mockRejectedValueOnce(new Error('broken'))
    asks.send('a', { kind: 'acknowledge' })
    await vi.waitFor(() => expect(asks.pending.get('a')).toBe('DH_VIEW_002'))
  })
})
