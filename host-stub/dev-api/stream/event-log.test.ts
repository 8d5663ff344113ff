import { describe, expect, it, onTestFinished } from 'vitest'
import { DEFAULT_LIMITS } from '../limits.ts'
import { openStorage } from '../storage.ts'
import { createManualClock } from '../testing/manual-clock.ts'
import type { StreamEvent } from './stream-event.ts'

const open = (limits = {}) => {
  const clock = createManualClock()
  const storage = openStorage(':memory:', clock, { ...DEFAULT_LIMITS, ...limits })
  onTestFinished(() => storage.db.dispose())
  const heard: StreamEvent[] = []
  storage.hub.subscribe('t1', (event) => heard.push(event))
  const append = (tenantId = 't1', payload: object = {}) =>
    storage.events.append({ tenantId, sessionId: 's', type: 'SessionUpdated', payload })
  return { ...storage, clock, heard, append }
}

describe('the event log', () => {
  it('is heard only of what is durable: nothing before the end of a transaction, nothing that was rolled back', () => {
    const { db, events, heard, append } = open()
    db.write(() => {
      append()
      append()
      expect(heard).toEqual([])
    })
    const work = () =>
      db.write(() => {
        append()
        throw new Error('changed its mind')
      })
    expect(work).toThrow('changed its mind')
    append()
    expect(heard.map(({ seq, n }) => [seq, n])).toEqual([
      [1, 1],
      [2, 2],
      [3, 3],
    ])
    expect(events.readAfter('t1', 0, 10)).toEqual(heard)
  })

  it('numbers all events together and those of a tenant by themselves', () => {
    const { events, heard, append } = open()
    append()
    append('t2')
    append()
    expect(heard.map(({ seq, n }) => [seq, n])).toEqual([
      [1, 1],
      [3, 2],
    ])
    expect(events.head('t2').last).toEqual({ seq: 2, n: 1 })
  })

  it('keeps the newest events and remembers for each tenant what is gone', () => {
    const { events, append } = open({ eventRetention: 3 })
    append('t2')
    for (let n = 0; n < 5; n++) append()
    events.prune()
    expect(events.readAfter('t1', 0, 10).map(({ seq }) => seq)).toEqual([4, 5, 6])
    expect(events.head('t1')).toMatchObject({ last: { seq: 6, n: 5 }, pruned: { seq: 3, n: 2 } })
    expect(events.head('t2')).toMatchObject({ last: { seq: 1, n: 1 }, pruned: { seq: 1, n: 1 } })
  })

  it('drops the older half when the payloads are too large together', () => {
    const { events, append } = open({ eventRetentionChars: 6000 })
    for (let n = 0; n < 10; n++) append('t1', { text: 'x'.repeat(1000) })
    events.prune()
    expect(events.readAfter('t1', 0, 10).map(({ seq }) => seq)).toEqual([6, 7, 8, 9, 10])
    events.prune()
    expect(events.readAfter('t1', 0, 10)).toHaveLength(5)
  })
})
