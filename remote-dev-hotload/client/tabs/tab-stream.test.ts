import { describe, expect, it } from 'vitest'
import { createFakeServer } from './tests/fake-stream.ts'
import { createTestTabs, type TestTab } from './tests/fake-tabs.ts'

const numbers = (tab: TestTab) => tab.shown.map((one) => (one === 'gap' ? 'gap' : one.event))

/** `count` tabs, the first one leading, all up to date. */
async function openTabs(count: number) {
  const server = createFakeServer('t-1')
  const tabs = createTestTabs()
  for (let i = 0; i < count; i++) {
    tabs.open(server).start()
    await tabs.run()
  }
  const settle = async (ms = 60) => {
    await tabs.run()
    await tabs.advance(ms)
    await tabs.run()
  }
  const [first, second, third] = tabs.all
  return { server, tabs, settle, first: first!, second: second!, third: third! }
}

describe('one stream for all tabs', () => {
  it('opens one connection for eight tabs and shows every event in each', async () => {
    const { server, tabs, settle } = await openTabs(8)
    server.publish()
    server.publish()
    await settle()
    expect(server.open()).toBe(1)
    expect(tabs.all.map((tab) => tab.tabs.role())).toEqual(['leader', ...Array<string>(7).fill('follower')])
    expect(tabs.all.map(numbers)).toEqual(Array(8).fill([1, 2]))
    expect(tabs.all.map((tab) => tab.tabs.status().name)).toEqual(Array(8).fill('live'))
  })

  it('hands over when the leader closes, and nothing is lost or shown twice', async () => {
    const { server, tabs, settle, first, second, third } = await openTabs(3)
    server.publish()
    await settle()
    first.tabs.dispose()
    server.publish()
    await tabs.run(() => 0, 1)
    expect([second, third].map((tab) => tab.tabs.status().name)).toContain('connecting')
    server.publish()
    await settle()
    expect(second.tabs.role()).toBe('leader')
    expect([second, third].map(numbers)).toEqual([
      [1, 2, 3],
      [1, 2, 3],
    ])
    expect(server.open()).toBe(1)
  })

  it('hands over when the leader crashes with frames that it had not passed on', async () => {
    const { server, tabs, settle, first, second, third } = await openTabs(3)
    server.publish()
    await tabs.run()
    expect(numbers(first)).toEqual([1])
    first.crash()
    await settle()
    expect([second, third].map(numbers)).toEqual([[1], [1]])
  })

  it('gives a tab that listed up to an event everything after it', async () => {
    const { server, settle, tabs } = await openTabs(1)
    for (let i = 0; i < 3; i++) server.publish()
    await settle()
    const late = tabs.open(server)
    late.tabs.resumeFrom('1')
    late.tabs.start()
    await settle()
    expect(numbers(late)).toEqual([2, 3])
  })

  it('says that something is missing when the kept frames do not reach back', async () => {
    const { server, settle, tabs } = await openTabs(1)
    for (let i = 0; i < 2_500; i++) server.publish()
    await settle()
    const late = tabs.open(server)
    late.tabs.resumeFrom('10')
    late.tabs.start()
    await settle(1_100)
    expect(numbers(late)).toEqual(['gap'])
    server.publish()
    await settle()
    expect(numbers(late)).toEqual(['gap', 2_501])
    expect(late.tabs.counts.gaps).toBe(1)
  })

  it('waits a moment for an event that the leader has not got yet, and reports no gap', async () => {
    const { server, settle, tabs, first } = await openTabs(1)
    server.publish()
    await settle()
    const late = tabs.open(server)
    late.tabs.resumeFrom('2')
    late.tabs.start()
    await tabs.run()
    server.publish()
    server.publish()
    await settle()
    expect(numbers(first)).toEqual([1, 2, 3])
    expect(numbers(late)).toEqual([3])
  })

  it('asks again when a message went missing', async () => {
    const { server, tabs, settle, second } = await openTabs(2)
    server.publish()
    await settle()
    const sample = tabs.browser.posted.findLast((one) => (one as { kind: string }).kind === 'frames') as object & {
      seq: number
      scope: string
    }
    // As if the message before it had been lost on the way.
    tabs.browser.post(sample.scope, { ...sample, kind: 'oversize', seq: sample.seq + 2 })
    server.publish()
    await settle()
    await settle()
    expect(numbers(second)).toEqual([1, 2])
  })

  it('carries the wish to reconnect from any tab to the leader', async () => {
    const { settle, first, second } = await openTabs(2)
    second.tabs.retryNow()
    await settle()
    expect(first.stream.retries).toBe(1)
    expect(second.stream.isRunning()).toBe(false)
  })

  it('tells the stream what happens to the leader and not what happens to a follower', async () => {
    const { first, second } = await openTabs(2)
    for (const signal of ['offline', 'hidden', 'pagehide'] as const) second.tabs.tell(signal)
    expect(first.stream.told).toEqual([])
    first.tabs.tell('offline')
    expect(first.stream.told).toEqual(['offline'])
    expect(second.stream.told).toEqual([])
  })

  it('keeps the stream of a hidden leader for the others, and lets it rest when there are none', async () => {
    const { settle, first, second } = await openTabs(2)
    first.tabs.tell('hidden')
    expect(first.stream.told).toEqual([])
    second.tabs.dispose()
    await settle()
    expect(first.stream.told).toEqual(['hidden'])
    // It may run again in this tab when that is looked at.
    first.tabs.dispose()
    expect(first.stream.told).toEqual(['hidden', 'visible'])
  })

  it('lets a new leader know that it is offline', async () => {
    const { settle, first, second } = await openTabs(2)
    second.tabs.tell('offline')
    first.tabs.dispose()
    await settle()
    expect(second.stream.told).toEqual(['offline'])
  })

  it('sends at once from a hidden leader, whose timers may sleep for a minute', async () => {
    const server = createFakeServer('t-1')
    const tabs = createTestTabs()
    const hidden = tabs.open(server, { isHidden: () => true })
    hidden.start()
    await tabs.run()
    const follower = tabs.open(server)
    follower.start()
    await tabs.run()
    server.publish()
    await tabs.run()
    expect(numbers(follower)).toEqual([1])
  })

  it('gives the lock back when the page is left for the back-forward cache, and catches up on return', async () => {
    const { server, settle, first, second } = await openTabs(2)
    first.browser.page.fire('pagehide')
    server.publish()
    await settle()
    expect([first.stream.isRunning(), second.tabs.role()]).toEqual([false, 'leader'])
    first.browser.page.fire('pageshow')
    await settle()
    expect(first.tabs.role()).toBe('follower')
    expect(numbers(first)).toEqual([1])
  })

  it('stops leading when the lock is stolen, and queues again', async () => {
    const { tabs, settle, first, second } = await openTabs(2)
    tabs.browser.steal((tabs.browser.posted[0] as { scope: string }).scope)
    await settle()
    expect([first.tabs.role(), second.tabs.role()]).toEqual(['follower', 'leader'])
    expect(tabs.leaders()).toBe(1)
  })

  it('says stale when the leader has been silent for longer than slowed timers explain', async () => {
    const { second, settle } = await openTabs(2)
    await settle()
    second.clock.advance(90_000)
    expect(second.tabs.status()).toMatchObject({ name: 'stale', code: 'DH_STREAM_005' })
  })

  it('opens a connection of its own when a leader that holds the lock answers nobody', async () => {
    const { second } = await openTabs(2)
    second.tabs.retryNow()
    second.clock.advance(5_000)
    expect([second.tabs.role(), second.stream.isRunning()]).toEqual(['alone', true])
  })

  it('announces a gap at each hand-over of a stream without ids, which nobody can resume', async () => {
    const server = createFakeServer('t-1', false)
    const tabs = createTestTabs()
    const [a, b, c] = [tabs.open(server), tabs.open(server), tabs.open(server)]
    for (const tab of [a, b, c]) {
      tab.tabs.start()
      await tabs.run()
    }
    server.publish()
    await tabs.run()
    await tabs.advance(60)
    await tabs.run()
    a.crash()
    await tabs.run()
    expect([b, c].map(numbers)).toEqual([
      [1, 'gap'],
      [1, 'gap'],
    ])
  })

  it('does without others where the browser has no locks: one connection each and no word on a channel', async () => {
    const server = createFakeServer('t-1')
    const tabs = createTestTabs()
    const both = [tabs.open(server, { withLocks: false }), tabs.open(server, { withLocks: false })]
    for (const tab of both) tab.start()
    await tabs.run()
    server.publish()
    await tabs.run()
    expect(both.map(numbers)).toEqual([[1], [1]])
    expect(both.map((tab) => tab.tabs.role())).toEqual(['alone', 'alone'])
    expect(tabs.browser.posted).toEqual([])
  })

  it('leaves no lock, channel, timer or listener behind', async () => {
    const { server, tabs, settle } = await openTabs(3)
    server.publish()
    await tabs.run()
    for (const tab of tabs.all) tab.tabs.dispose()
    await settle()
    expect([tabs.browser.waiting(), tabs.browser.openChannels(), server.open()]).toEqual([0, 0, 0])
    for (const tab of tabs.all) expect([tab.clock.pending(), tab.browser.page.listeners()]).toEqual([0, 0])
  })
})
