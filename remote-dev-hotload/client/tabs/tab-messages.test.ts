import { describe, expect, it } from 'vitest'
import { decodeMessage, type TabMessage } from './messages.ts'
import { createFakeServer } from './tests/fake-stream.ts'
import { createTestTabs } from './tests/fake-tabs.ts'

const SECRET = ['ghp', '_', 'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8'].join('')

async function twoTabs() {
  const server = createFakeServer('t-1')
  const tabs = createTestTabs()
  const [leader, follower] = [tabs.open(server), tabs.open(server)]
  for (const tab of [leader, follower]) {
    tab.start()
    await tabs.run()
  }
  const settle = async () => {
    await tabs.run()
    await tabs.advance(60)
    await tabs.run()
  }
  const newest = () => tabs.browser.posted.at(-1) as TabMessage
  return { server, tabs, leader, follower, settle, newest }
}

describe('what tabs say to each other', () => {
  it('has no secret in it and no name of a person', async () => {
    const { server, tabs, leader, follower, settle } = await twoTabs()
    server.publish(`cloned with ${SECRET}, password=hunter22`)
    await settle()
    const late = tabs.open(server)
    late.tabs.resumeFrom('0')
    late.tabs.start()
    await settle()
    expect([leader, follower, late].map((tab) => tab.shown.length)).toEqual([1, 1, 1])
    const said = JSON.stringify(tabs.browser.posted)
    expect(said).toContain('cloned with [masked: github-token]')
    expect(said).not.toMatch(/ghp_|hunter22|uma@example|api\.test|Bearer|Authorization/)
  })

  it('gathers frames: hundreds within 50 ms are a few messages', async () => {
    const { server, tabs, settle, follower } = await twoTabs()
    const before = tabs.browser.posted.length
    for (let i = 0; i < 450; i++) server.publish()
    await settle()
    const said = tabs.browser.posted.slice(before) as TabMessage[]
    expect(said.filter(({ kind }) => kind === 'frames').length).toBe(3)
    expect(follower.shown.length).toBe(450)
  })

  it('is not masked and not said as long as nobody listens', async () => {
    const server = createFakeServer('t-1')
    const tabs = createTestTabs()
    const only = tabs.open(server)
    only.start()
    await tabs.run()
    for (let i = 0; i < 500; i++) server.publish()
    await tabs.run()
    expect(only.tabs.counts.relayed).toBe(0)
    expect(tabs.browser.posted.map((message) => (message as TabMessage).kind)).toEqual(['hello', 'status'])
  })

  it.each([
    ['another version', { v: 2 }],
    ['another scope', { scope: 'devhotload:v1:t-2:#1:#2' }],
    ['no sequence', { seq: -1 }],
    ['an unknown kind', { kind: 'obey' }],
    ['a status that does not exist', { kind: 'status', status: { name: 'perfect' } }],
    ['frames that are none', { frames: [{ id: 1 }] }],
  ])('is ignored and counted when it has %s', async (_what, change) => {
    const { server, tabs, leader, follower, settle, newest } = await twoTabs()
    server.publish()
    await settle()
    const sample = newest()
    tabs.browser.post(sample.scope, { ...sample, seq: sample.seq + 1, ...change })
    await settle()
    expect([leader, follower].map((tab) => tab.tabs.counts.ignored)).toEqual([1, 1])
    expect(follower.shown.length).toBe(1)
    expect(follower.tabs.status().name).toBe('live')
  })

  it('is late when it comes from a leader that has been replaced', async () => {
    const { server, tabs, leader, follower, settle, newest } = await twoTabs()
    const third = tabs.open(server)
    third.start()
    await settle()
    server.publish()
    await settle()
    const old = newest()
    leader.tabs.dispose()
    await settle()
    expect(follower.tabs.role()).toBe('leader')
    tabs.browser.post(old.scope, { ...old, seq: old.seq + 5 })
    await settle()
    expect(third.tabs.counts.late).toBe(1)
    expect(third.shown.length).toBe(1)
  })

  it('comes after what an earlier leader said, also when the clock was set back', async () => {
    const { server, tabs, follower, settle, newest } = await twoTabs()
    const { scope, epoch } = newest()
    const hello = { v: 1, scope, from: 'x', epoch: epoch + 86_400_000, seq: 1, kind: 'hello' }
    tabs.browser.post(scope, { ...hello, leader: 'y', ask: 1, after: '', upTo: null })
    await settle()
    expect(newest().epoch).toBeGreaterThan(epoch + 86_400_000)
    server.publish()
    await settle()
    expect(follower.shown.length).toBe(1)
  })
})

describe('decodeMessage', () => {
  it('takes nothing over but what the schema names', () => {
    const message = { v: 1, scope: 's', from: 'a', epoch: 1, seq: 1, kind: 'want-retry', token: 'x', extra: {} }
    expect(decodeMessage(message, 's')).toEqual({ v: 1, scope: 's', from: 'a', epoch: 1, seq: 1, kind: 'want-retry' })
  })

  it.each([[null], [7], ['bye'], [[]], [{ v: 1 }]])('is null for %j', (value) => {
    expect(decodeMessage(value, 's')).toBeNull()
  })
})
