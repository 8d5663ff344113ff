import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { effectScope, nextTick, shallowRef, type EffectScope } from 'vue'
import { createTestInbox, testAlert, type TestInbox } from './testing/test-inbox.ts'
import { useInbox, type Inbox } from './use-inbox.ts'

const filter = shallowRef({ sessionId: null, severity: '', state: '' })
const isHeld = shallowRef(false)
let scope: EffectScope
let port: TestInbox
let inbox: Inbox
beforeEach(() => {
  scope = effectScope()
  filter.value = { sessionId: null, severity: '', state: '' }
  port = createTestInbox()
  port.alerts.applyAll(Array.from({ length: 5_000 }, (_, n) => testAlert(n)))
  scope.run(() => (inbox = useInbox(port, () => filter.value, isHeld)))
})
afterEach(() => scope.stop())

describe('the inbox', () => {
  it('draws no more than can be read, however many there are', () => {
    const drawn = [inbox.shown.value.length]
    while (inbox.more.value > 0) {
      inbox.showMore()
      drawn.push(inbox.shown.value.length)
    }
    expect(drawn).toEqual([50, 100, 150, 200, 250, 300, 350, 400, 450, 500])
    expect(inbox.total.value).toBe(5_000)
    inbox.showMore()
    expect(inbox.shown.value).toHaveLength(500)
  })

  it('begins anew with another filter', async () => {
    inbox.showMore()
    port.alerts.applyAlert(testAlert(7_000, { state: 'SNOOZED' }))
    filter.value = { ...filter.value, state: 'SNOOZED' }
    await nextTick()
    expect([inbox.shown.value.length, inbox.more.value]).toEqual([1, 0])
    filter.value = { ...filter.value, state: '' }
    await nextTick()
    expect(inbox.shown.value).toHaveLength(50)
  })

  it('hands on the very same records, so that only what has changed is drawn', async () => {
    const before = [...inbox.shown.value]
    port.alerts.applyAlert(testAlert(4_999, { count: 2 }))
    await nextTick()
    const changed = inbox.shown.value.filter((alert, at) => alert !== before[at])
    expect(changed).toEqual([testAlert(4_999, { count: 2 })])
  })
})
