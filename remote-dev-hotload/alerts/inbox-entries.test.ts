import { describe, expect, it } from 'vitest'
import { keyOfEntry, type InboxAlert } from './inbox-alert.ts'
import { entriesOf, heldEntries } from './inbox-entries.ts'
import { START, testAlert } from './testing/test-inbox.ts'
import type { OwnAlert } from './own-alert-store.ts'

const own = (patch: Partial<OwnAlert> = {}): OwnAlert => ({
  id: 'stream.disconnected',
  code: 'DH_ALERT_001',
  severity: 'CRITICAL',
  state: 'OPEN',
  since: START,
  lastAt: START + 1_500,
  count: 1,
  sessionId: null,
  title: null,
  ...patch,
})
const everything = { sessionId: null, severity: '', state: '' }
const names = (entries: readonly InboxAlert[]) => entries.map(keyOfEntry)

describe('the entries of the inbox', () => {
  const alerts = [testAlert(2), testAlert(1)]

  it('have the panel’s own among them where their time is, however far the clocks are apart', () => {
    const order = ['server reload.failed:s-2', 'own stream.disconnected', 'server reload.failed:s-1']
    expect(names(entriesOf(alerts, [own()], everything, 0))).toEqual(order)
    const slow = own({ lastAt: START + 1_500 - 3_600_000 })
    expect(names(entriesOf(alerts, [slow], everything, 3_600_000))).toEqual(order)
  })

  it('are those of a session, a severity and a state', () => {
    const others = [testAlert(3, { sessionId: 's-2' }), testAlert(4, { state: 'SNOOZED', severity: 'CRITICAL' })]
    const all = [...others, ...alerts]
    const ours = [own({ sessionId: 's-2' })]
    expect(names(entriesOf(all, ours, { ...everything, sessionId: 's-2' }, 0))).toHaveLength(2)
    expect(names(entriesOf(all, ours, { ...everything, severity: 'CRITICAL' }, 0))).toHaveLength(2)
    expect(names(entriesOf(all, ours, { ...everything, severity: 'CRITICAL', state: 'SNOOZED' }, 0))).toEqual([
      'server reload.failed:s-4',
    ])
  })
})

describe('the entries while somebody is at them', () => {
  it('keep their places and what they say is up to date; new ones come on top', () => {
    const [one, two, three] = [testAlert(1), testAlert(2), testAlert(3)]
    const louder = testAlert(1, { count: 9, lastRaisedAt: testAlert(9).lastRaisedAt })
    const all = new Map([louder, two, three].map((alert) => [keyOfEntry(alert), alert]))
    const held = heldEntries([two, one], [louder, three, two], (key) => all.get(key))
    expect(held).toEqual([three, two, louder])
  })

  it('stay when the filter does not mean them any more, and go when they are gone', () => {
    const taken = testAlert(1, { state: 'ACKNOWLEDGED' })
    const all = new Map([[keyOfEntry(taken), taken]])
    expect(heldEntries([testAlert(2), testAlert(1)], [], (key) => all.get(key))).toEqual([taken])
  })
})
