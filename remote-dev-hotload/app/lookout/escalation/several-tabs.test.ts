import { describe, expect, it } from 'vitest'
import { createBrowser, settle, streamCause, terminateCause } from './testing.ts'

describe('several tabs', () => {
  it('tell of the stream once: its leader does', async () => {
    const { clock, server, open, pass } = createBrowser()
    const tabs = [await open({ role: 'follower' }), await open(), await open({ role: 'follower' })]
    for (const { causes, become } of tabs) {
      become('waiting')
      causes.raised(streamCause(clock))
    }
    await pass(300_000)
    expect([server.asked.length, server.escalated.length]).toEqual([1, 1])
  })

  it('that are alone each tell of the stream once for all of them', async () => {
    const { clock, server, open, pass } = createBrowser()
    for (const tab of [await open({ role: 'alone' }), await open({ role: 'alone' })]) {
      tab.become('waiting')
      tab.causes.raised(streamCause(clock, { since: clock.now() - 60_500 }))
      await pass(5_000)
    }
    expect([server.asked.length, server.escalated.length]).toEqual([1, 1])
  })

  it('go on for a leader that was closed, and do not repeat what it has told', async () => {
    const { clock, server, open, pass } = createBrowser()
    server.state.refuses = 'DH_API_001'
    const first = await open()
    const second = await open({ role: 'follower' })
    for (const { causes, become } of [first, second]) {
      become('waiting')
      causes.raised(streamCause(clock))
    }
    await pass(5_000)
    first.dispose()
    server.state.refuses = null
    second.lead()
    await pass(60_000)
    expect([server.routed.length, server.escalated.length]).toEqual([1, 1])
  })

  it('do not wait for ever for a leader that does not run', async () => {
    const { clock, server, open, pass } = createBrowser()
    const { causes, become } = await open({ role: 'follower' })
    become('stale')
    const cause = streamCause(clock)
    causes.raised(cause)
    await pass(59_000)
    expect(server.escalated).toEqual([])
    await pass(2_000)
    causes.raised(cause)
    await settle()
    expect([server.routed.length, server.escalated.length]).toEqual([1, 1])
  })

  it('tell of commands where they were given, and a leader leaves that alone', async () => {
    const { server, open, pass } = createBrowser()
    await open()
    const { causes } = await open({ role: 'follower' })
    causes.raised(terminateCause())
    await pass(60_000)
    expect([server.asked.length, server.escalated.length]).toEqual([1, 1])
  })

  it('do not send what another one is sending, but what it has left behind', async () => {
    const { server, open, pass } = createBrowser()
    server.state.hangs = true
    const first = await open({ role: 'alone' })
    first.causes.raised(terminateCause())
    await settle()
    await open({ role: 'alone' })
    await pass(15_000)
    expect(server.asked).toHaveLength(1)
    first.dispose()
    server.state.hangs = false
    await pass(30_000)
    expect([server.asked.length, server.routed.length, server.escalated.length]).toEqual([2, 1, 1])
  })
})

describe('somebody else in another tab', () => {
  it('takes nothing away that a tab has still to tell, and has told', async () => {
    const { clock, server, open, pass, kept } = createBrowser()
    const tabs = [await open(), await open({ role: 'follower' })]
    server.state.refuses = 'DH_API_002'
    for (const tab of tabs) tab.become('waiting')
    const cause = streamCause(clock)
    tabs[0]!.causes.raised(cause)
    tabs[0]!.causes.raised(terminateCause())
    await settle()
    await open({ user: 'u-2', role: 'alone' })
    expect(kept.size).toBe(0)
    server.state.refuses = null
    await pass(60_000)
    for (const tab of tabs) tab.causes.raised(cause)
    await pass(120_000)
    expect([server.routed.length, server.escalated.length]).toEqual([2, 2])
  })
})
