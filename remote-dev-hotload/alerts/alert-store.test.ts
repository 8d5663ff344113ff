import { beforeEach, describe, expect, it } from 'vitest'
import { computed } from 'vue'
import type { AlertStore } from './alert-store.ts'
import { createTestInbox, raisedAgain, testAlert } from './testing/test-inbox.ts'

let store: AlertStore
beforeEach(() => (store = createTestInbox().alerts))

const shown = () => store.newestFirst.map(({ alertId, count }) => [alertId, count])

describe('equal alerts', () => {
  it('are one entry that counts, however often they are raised', () => {
    for (let n = 1; n <= 5_000; n++) store.applyAlert(raisedAgain(n))
    expect(store.newestFirst).toEqual([raisedAgain(5_000)])
    expect(store.open).toHaveLength(1)
  })

  it('are one entry also where the server makes a record of each', () => {
    for (let n = 1; n <= 5_000; n++) store.applyAlert(raisedAgain(n, { alertId: `alert-${n}`, count: 1 }))
    // A replay after a reconnect.
    for (let n = 4_990; n <= 5_000; n++) store.applyAlert(raisedAgain(n, { alertId: `alert-${n}`, count: 1 }))
    expect(store.newestFirst).toEqual([raisedAgain(5_000, { alertId: 'alert-5000' })])
  })

  it('show the newest record, also when an older one is told of later', () => {
    store.applyAlert(raisedAgain(9, { alertId: 'new', count: 2 }))
    store.applyAlert(
      raisedAgain(4, { alertId: 'old', count: 7, state: 'RESOLVED', firstRaisedAt: '2026-01-05T09:00:00Z' }),
    )
    expect(store.newestFirst).toMatchObject([
      { alertId: 'new', state: 'OPEN', count: 9, firstRaisedAt: '2026-01-05T09:00:00Z' },
    ])
  })

  it('start to count anew when the server does', () => {
    store.applyAlert(raisedAgain(7, { state: 'RESOLVED' }))
    store.applyAlert(raisedAgain(8, { count: 1 }))
    expect(shown()).toEqual([['alert-1', 1]])
  })

  it('without a fingerprint are told apart by their id', () => {
    store.applyAlert(testAlert(1, { fingerprint: '' }))
    store.applyAlert(testAlert(2, { fingerprint: '' }))
    expect(store.newestFirst).toHaveLength(2)
  })
})

describe('what is known of the alerts', () => {
  it('is in the order in which they were raised last', () => {
    for (const n of [2, 3, 1]) store.applyAlert(testAlert(n))
    expect(shown().map(([id]) => id)).toEqual(['alert-3', 'alert-2', 'alert-1'])
    store.applyAlert(testAlert(1, { lastRaisedAt: testAlert(9).lastRaisedAt, count: 2 }))
    expect(shown()[0]).toEqual(['alert-1', 2])
  })

  it('is not undone by an answer that the stream has overtaken', () => {
    store.applyAlert(testAlert(1))
    const asked = store.question()
    store.applyAlert(testAlert(1, { state: 'ACKNOWLEDGED', acknowledgedBy: 'Olivia' }))
    store.applySnapshot([testAlert(1), testAlert(2)], asked)
    expect(store.byId('alert-1')).toMatchObject({ state: 'ACKNOWLEDGED' })
    expect(store.byId('alert-2')).not.toBeNull()
    // The next question is asked after it.
    store.applySnapshot([testAlert(1, { state: 'RESOLVED' })], store.question())
    expect(store.byId('alert-1')).toMatchObject({ state: 'RESOLVED' })
  })

  it('drops what a whole answer does not name, and nothing for one that was full', () => {
    store.applySnapshot([testAlert(1), testAlert(2)])
    store.applyAll([testAlert(3)], store.ask(), false)
    expect(store.newestFirst).toHaveLength(3)
    expect(store.reach).toEqual({ kind: 'ready', isWhole: false })
    const asked = store.ask()
    store.applyAlert(testAlert(4))
    store.applyAll([testAlert(3)], asked)
    expect(shown().map(([id]) => id)).toEqual(['alert-4', 'alert-3'])
    expect(store.reach).toEqual({ kind: 'ready', isWhole: true })
  })

  it('drops only those in the state that was asked for', () => {
    store.applySnapshot([testAlert(1), testAlert(2, { state: 'SNOOZED' })])
    store.applyAll([], store.ask('OPEN'))
    expect(shown().map(([id]) => id)).toEqual(['alert-2'])
  })

  it('is not known for another state before that was asked for', () => {
    store.applyAll([], store.ask('OPEN'))
    store.ask('OPEN')
    expect(store.reach.kind).toBe('ready')
    store.ask('SNOOZED')
    expect(store.reach.kind).toBe('loading')
  })

  it('follows the newest question when an older one fails late', () => {
    const old = store.ask('OPEN')
    const next = store.ask('SNOOZED')
    store.applyAll([], next)
    store.failed('DH_API_001', old)
    expect(store.reach.kind).toBe('ready')
  })

  it('stays within bounds when a server never stops to make up new ones', () => {
    store.applyAll([], store.ask())
    for (let n = 1; n <= 10_050; n++) store.applyAlert(testAlert(n))
    expect(store.newestFirst).toHaveLength(10_000)
    expect(store.newestFirst[0]!.alertId).toBe('alert-10050')
    expect(store.reach).toEqual({ kind: 'ready', isWhole: false })
  })

  it('is worked out once for a whole storm, and not for each alert of it', () => {
    let times = 0
    const count = computed(() => (times++, store.open.length))
    expect(count.value).toBe(0)
    for (let n = 1; n <= 5_000; n++) store.applyAlert(testAlert(n))
    expect(count.value).toBe(5_000)
    expect(times).toBe(2)
  })
})
