import { afterEach, describe, expect, it, vi } from 'vitest'
import type { AlertWrite } from '../messages.ts'
import { createRandom } from '../random.ts'
import { createAlertScenario } from './alert-scenario.ts'
import { OPEN_AT_MOST, planAlerts } from './plan-alerts.ts'

afterEach(() => vi.useRealTimers())

function setUp(causes: number) {
  vi.useFakeTimers({ now: 1_700_000_000_000 })
  const frames: string[] = []
  const done = vi.fn<(writes: AlertWrite[]) => void>()
  const scenario = createAlertScenario({
    readers: { write: (_, text) => void frames.push(text) },
    now: () => Date.now(),
    onDone: done,
  })
  scenario.load()
  scenario.raise(causes)
  vi.runAllTimers()
  const told = frames.join('').split('\n\n').filter(Boolean)
  return { scenario, told, writes: done.mock.calls[0]![0] }
}

describe('the plan of the alerts', () => {
  const steps = planAlerts(25, createRandom(1))

  it('raises each cause once and lets one happen again after each', () => {
    expect(steps.filter(({ kind }) => kind === 'raise')).toHaveLength(25)
    expect(steps.filter(({ kind }) => kind === 'again')).toHaveLength(25)
    expect(steps.at(-1)?.kind).toBe('resolve')
  })

  it('never has more open than a screen shows, and lets only an open one happen again', () => {
    let open = 0
    for (const step of steps) {
      if (step.kind === 'raise') open++
      if (step.kind === 'resolve') open = 0
      if (step.kind === 'again') expect(step.which).toBeLessThan(open)
      expect(open).toBeLessThanOrEqual(OPEN_AT_MOST)
    }
  })

  it('does not keep step with the frames of a screen', () => {
    const gaps = new Set(steps.map(({ afterMs }) => Math.round(afterMs % 17)))
    expect(gaps.size).toBeGreaterThan(8)
  })
})

describe('the alerts of the tenant', () => {
  it('are told in the words of the contract, each write with its moment and the count that a page must show', () => {
    const { told, writes } = setUp(12)
    const raised = told.filter((frame) => frame.startsWith('event: AlertRaised'))
    expect(raised).toHaveLength(12)
    expect(raised[0]).toContain('"severity":"CRITICAL","state":"OPEN"')
    expect(told.filter((frame) => frame.startsWith('event: AlertUpdated'))).toHaveLength(12)
    expect(told.filter((frame) => frame.startsWith('event: AlertResolved'))).toHaveLength(12)
    const [first, again] = writes
    expect(first).toMatchObject({ kind: 'raise', alertId: 'al-1', count: 1, open: 2 })
    expect(again).toMatchObject({ kind: 'again', alertId: 'al-1', count: 2, open: 2 })
    // The old warning is one of them.
    expect(writes.find(({ kind }) => kind === 'resolve')).toMatchObject({ open: 1 })
    expect(first!.at).toBeLessThan(again!.at)
  })

  it('are answered to whoever asks in the middle, newest first', () => {
    const { scenario } = setUp(3)
    expect(scenario.list().map(({ alertId }) => alertId)).toContain('al-0')
    expect(scenario.list().at(-1)?.alertId).toBe('al-0')
    expect(scenario.list()).toHaveLength(4)
    scenario.clear()
    expect(scenario.list()).toEqual([])
  })
})
