import { describe, expect, it } from 'vitest'
import { createDice } from './dice.ts'
import { isLoopback, isLoopbackUrl } from './loopback.ts'
import { SCENARIO_NAMES, SCENARIOS, type Scenario } from './scenarios.ts'
import { createSchedule } from './schedule.ts'

/** The first of everything that a schedule has in store. */
const unroll = (scenario: Scenario, seed: number) => {
  const schedule = createSchedule(scenario, seed)
  const first = <T>(values: Iterable<T>, most: number) => [...Array.from(values as T[]).slice(0, most)]
  const strikes = [0, 1, 2, 3].map((n) => {
    const all = schedule.strikes(n)
    return Array.from({ length: 10 }, () => all.next().value ?? null)
  })
  const kinds = ['stream', 'command', 'question'] as const
  const requests = kinds.flatMap((kind) => Array.from({ length: 40 }, (_, n) => schedule.request(kind, n)))
  return { strikes, requests, outages: first([0, 1, 2].map(schedule.outage), 3) }
}

describe('a schedule', () => {
  it.each(SCENARIO_NAMES)('of %s is the same for the same seed', (name) => {
    expect(unroll(SCENARIOS[name], 7)).toEqual(unroll(SCENARIOS[name], 7))
  })

  it.each(['flaky', 'busy', 'replay-chaos', 'down'] as const)('of %s is another one for another seed', (name) => {
    expect(unroll(SCENARIOS[name], 7)).not.toEqual(unroll(SCENARIOS[name], 8))
  })

  it('for one stream does not depend on what was asked before', () => {
    const asked = createSchedule(SCENARIOS.flaky, 3)
    for (let n = 0; n < 5; n++) asked.request('stream', n)
    expect(asked.request('stream', 5)).toBe(createSchedule(SCENARIOS.flaky, 3).request('stream', 5))
  })

  it('loses about a fifth of the answers to commands, and no other', () => {
    const schedule = createSchedule(SCENARIOS['lost-answers'], 1)
    const count = (kind: 'command' | 'question') =>
      Array.from({ length: 1_000 }, (_, n) => schedule.request(kind, n)).filter(Boolean).length
    expect(count('command')).toBeGreaterThan(160)
    expect(count('command')).toBeLessThan(240)
    expect(count('question')).toBe(0)
  })
})

it('dice stay within their span and reach both ends', () => {
  const dice = createDice(1, 'span')
  const thrown = new Set(Array.from({ length: 300 }, () => dice.between([2, 5])))
  expect([...thrown].sort()).toEqual([2, 3, 4, 5])
})

describe('loopback', () => {
  it.each(['127.0.0.1', '127.9.9.9', '::1', '[::1]', 'localhost', '::ffff:127.0.0.1'])('is %s', (host) => {
    expect(isLoopback(host)).toBe(true)
  })

  it.each(['0.0.0.0', '::', '10.0.0.1', 'localhost.example.com', '127.0.0.1.example.com', '', '1270.0.0.1'])(
    'is not %s',
    (host) => expect(isLoopback(host)).toBe(false),
  )

  it('is told by the host of an address', () => {
    expect(isLoopbackUrl('http://127.0.0.1:5172')).toBe(true)
    expect(isLoopbackUrl('http://127.0.0.1@example.com/')).toBe(false)
    expect(isLoopbackUrl('localhost:5173')).toBe(true)
    expect(isLoopbackUrl('not an address')).toBe(false)
  })
})
