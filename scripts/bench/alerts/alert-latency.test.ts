import { describe, expect, it } from 'vitest'
import type { AlertWrite } from '../server/messages.ts'
import { alertLatencies } from './alert-latency.ts'

const write = (kind: AlertWrite['kind'], at: number, alertId = '', count = 0, open = 0): AlertWrite => ({
  kind,
  at,
  alertId,
  count,
  open,
})

/** Two rounds: two causes, the first of them twice; then a third one. */
const writes = [
  write('raise', 100, 'al-1', 1, 1),
  write('again', 200, 'al-1', 2, 1),
  write('raise', 300, 'al-2', 1, 2),
  write('resolve', 900),
  write('raise', 1_500, 'al-3', 1, 1),
]

describe('the time until an alert is shown in the inbox', () => {
  it('is that of the first frame that shows it as often as it had happened, or oftener', () => {
    const paints = [
      [110, 'al-1', 1],
      [320, 'al-1', 2],
      [320, 'al-2', 1],
      [1_540, 'al-3', 1],
    ] as const
    expect(alertLatencies(writes, { paints, to: 3_000 }, 'inbox')).toEqual({ latencies: [10, 120, 20, 40], unseen: 0 })
  })

  it('takes a later count for an earlier one that no frame has shown', () => {
    const { latencies } = alertLatencies(writes.slice(0, 2), { paints: [[250, 'al-1', 2]], to: 3_000 }, 'inbox')
    expect(latencies).toEqual([150, 50])
  })

  it('counts what was never shown, with the time until the watch ended', () => {
    const { latencies, unseen } = alertLatencies(writes, { paints: [[110, 'al-1', 1]], to: 3_000 }, 'inbox')
    expect(latencies).toEqual([10, 2_800, 2_700, 1_500])
    expect(unseen).toBe(3)
  })
})

describe('the time until an alert is shown by the bell', () => {
  it('is that of the first frame with its number, of those that are new', () => {
    const paints = [
      [115, '', 1],
      [330, '', 2],
      [930, '', 0],
      [1_530, '', 1],
    ] as const
    expect(alertLatencies(writes, { paints, to: 3_000 }, 'bell')).toEqual({ latencies: [15, 30, 30], unseen: 0 })
  })

  it('is not that of an equal number of another round', () => {
    const paints = [
      [330, '', 2],
      [930, '', 0],
      [1_530, '', 2],
    ] as const
    expect(alertLatencies(writes, { paints, to: 3_000 }, 'bell').latencies).toEqual([230, 30, 30])
    const late = alertLatencies(writes, { paints: [[1_530, '', 2]], to: 3_000 }, 'bell')
    expect(late).toEqual({ latencies: [2_900, 2_700, 30], unseen: 2 })
  })
})
