import { describe, expect, it } from 'vitest'
import { ESCALATIONS_PREFIX } from './escalation-book.ts'
import { createBrowser, memoryStorage, settle, streamCause, terminateCause } from './testing.ts'

describe('a cause', () => {
  it('is told to the shell and to the Dev API, in the words of the contract', async () => {
    const { clock, server, open } = createBrowser()
    const { causes, become } = await open()
    become('waiting')
    causes.raised(streamCause(clock))
    await settle()
    const since = new Date(clock.now() - 61_000).toISOString()
    const words = { kind: 'stream.disconnected', severity: 'critical', since, count: 3 }
    expect(server.escalated).toEqual([words])
    expect(server.asked).toEqual([
      {
        ...words,
        key: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/) as string,
        details: { code: 'DH_ALERT_001', isOver: false },
        signal: expect.any(AbortSignal) as AbortSignal,
      },
    ])
    causes.raised(terminateCause())
    await settle()
    expect(server.escalated.at(-1)).toMatchObject({ kind: 'terminate.failing', sessionId: 's-1' })
    expect(server.routed.at(-1)).toMatchObject({ kind: 'terminate.failing', sessionId: 's-1' })
  })

  it('is told once, however long it lasts, and anew the next time', async () => {
    const { clock, server, open, pass } = createBrowser()
    const { causes, become } = await open()
    for (const times of [1, 2]) {
      become('waiting')
      const cause = streamCause(clock)
      for (let i = 0; i < 100; i++) {
        causes.raised({ ...cause, count: i })
        await pass(60_000)
      }
      become('live')
      await settle()
      expect([server.asked.length, server.escalated.length, server.routed.length]).toEqual([times, times, times])
    }
  })

  it('is kept while the Dev API fails and told when the stream is back, with its newest figures', async () => {
    const { clock, server, open, pass } = createBrowser()
    server.state.refuses = 'DH_API_002'
    const { causes, become } = await open()
    become('waiting')
    const cause = streamCause(clock)
    causes.raised(cause)
    await pass(120_000)
    const tries = server.asked.length
    expect(tries).toBeGreaterThan(2)
    expect(tries).toBeLessThan(20)
    causes.raised({ ...cause, count: 9 })
    server.state.refuses = null
    become('live')
    await settle()
    expect(server.routed).toMatchObject([
      { count: 9, details: { isOver: true, overAt: new Date(clock.now()).toISOString() } },
    ])
    expect(new Set(server.asked.map(({ key }) => key)).size).toBe(1)
    await pass(600_000)
    expect([server.asked.length, server.escalated.length]).toEqual([tries + 1, 1])
  })

  it('waits without a request while the browser has no network', async () => {
    const { clock, server, open, pass } = createBrowser()
    const { causes, become } = await open()
    become('offline')
    causes.raised(streamCause(clock))
    await pass(3_600_000)
    expect([server.asked.length, server.escalated.length]).toEqual([0, 1])
    become('connecting')
    await settle()
    expect(server.routed).toMatchObject([{ details: { isOver: false } }])
  })

  it('is not asked about before the server wants to be asked', async () => {
    const { clock, server, open, pass } = createBrowser()
    Object.assign(server.state, { refuses: 'DH_API_429', retryAfterMs: 300_000 })
    const { causes, become } = await open()
    become('waiting')
    causes.raised(streamCause(clock))
    await pass(299_000)
    expect(server.asked).toHaveLength(1)
    await pass(2_000)
    expect(server.asked).toHaveLength(2)
  })

  it.each(['DH_API_400', 'DH_API_403', 'DH_API_404', 'DH_API_501', 'DH_API_003'] as const)(
    'that the server does not want (%s) is not told again',
    async (code) => {
      const { server, open, pass } = createBrowser()
      server.state.refuses = code
      const { causes } = await open()
      causes.raised(terminateCause())
      await pass(600_000)
      causes.raised(terminateCause({ count: 4 }))
      await pass(600_000)
      expect([server.asked.length, server.escalated.length]).toEqual([1, 1])
    },
  )
})

describe('a cause in a hurry', () => {
  it('that is over before anybody could be told is not told', async () => {
    const { clock, server, open, pass } = createBrowser()
    const { causes } = await open()
    causes.raised(streamCause(clock))
    causes.over('stream.disconnected')
    await pass(30_000)
    expect([server.asked.length, server.escalated.length]).toEqual([0, 0])
  })

  it('of a tenant that is left in the same moment is told to nobody', async () => {
    const { clock, server, open, pass } = createBrowser()
    const tab = await open()
    tab.causes.raised(streamCause(clock))
    tab.who.tenant = 't-2'
    tab.changeScope()
    await pass(30_000)
    expect([server.asked.length, server.escalated.length]).toEqual([0, 0])
  })
})

describe('a page that is loaded anew', () => {
  it('sends what the one before could not', async () => {
    const { clock, server, open, pass } = createBrowser()
    const before = await open()
    before.become('offline')
    before.causes.raised(streamCause(clock))
    await settle()
    before.dispose()
    await pass(5_000)
    await open({ status: 'connecting' })
    expect([server.routed.length, server.escalated.length]).toEqual([1, 1])
  })

  it('takes an outage that goes on for the same, and the next one for another', async () => {
    const { clock, server, open, pass } = createBrowser()
    const before = await open()
    before.become('waiting')
    before.causes.raised(streamCause(clock))
    await settle()
    before.dispose()
    await pass(70_000)
    const after = await open({ status: 'waiting' })
    after.causes.raised(streamCause(clock))
    await pass(5_000)
    expect(server.escalated).toHaveLength(1)
    after.become('live')
    after.become('waiting')
    await pass(61_000)
    after.causes.raised(streamCause(clock))
    await settle()
    expect([server.routed.length, server.escalated.length]).toEqual([2, 2])
  })

  it('that opens when all is well does not take the next outage for an old one', async () => {
    const { clock, server, open, pass } = createBrowser()
    const before = await open()
    before.become('waiting')
    before.causes.raised(streamCause(clock))
    await settle()
    before.dispose()
    const after = await open({ status: 'live' })
    after.become('waiting')
    await pass(61_000)
    after.causes.raised(streamCause(clock))
    await settle()
    expect(server.routed).toHaveLength(2)
  })

  it('does not tell of yesterday', async () => {
    const { clock, server, open } = createBrowser()
    const before = await open()
    before.become('offline')
    before.causes.raised(streamCause(clock))
    await settle()
    before.dispose()
    clock.advance(12 * 3_600_000)
    await open()
    expect(server.asked).toEqual([])
  })
})

describe('another tenant or person', () => {
  it('has nothing sent in its name that was another’s, and leaves nothing behind', async () => {
    const { clock, server, open, pass, kept } = createBrowser()
    const tab = await open()
    tab.become('offline')
    tab.causes.raised(streamCause(clock))
    await settle()
    expect(kept.size).toBe(1)
    tab.who.tenant = 't-2'
    tab.changeScope()
    tab.become('live')
    await pass(60_000)
    expect([server.asked.length, kept.size]).toEqual([0, 0])
  })

  it('ends a request that is on its way', async () => {
    const { server, open, pass } = createBrowser()
    server.state.hangs = true
    const tab = await open()
    tab.causes.raised(terminateCause())
    await settle()
    tab.who.user = 'u-2'
    tab.changeScope()
    expect(server.asked[0]!.signal?.aborted).toBe(true)
    server.state.hangs = false
    await pass(60_000)
    expect(server.asked).toHaveLength(1)
  })

  it('has a cause of its own told', async () => {
    const { clock, server, open } = createBrowser()
    const tab = await open()
    tab.become('waiting')
    tab.causes.raised(streamCause(clock))
    await settle()
    tab.who.tenant = 't-2'
    tab.changeScope()
    tab.causes.raised(streamCause(clock))
    await settle()
    expect(new Set(server.routed.map(({ key }) => key)).size).toBe(2)
  })

  it('finds nothing of who was here before and never signed out', async () => {
    const { clock, open, kept } = createBrowser()
    const tab = await open()
    tab.become('offline')
    tab.causes.raised(streamCause(clock))
    await settle()
    tab.dispose()
    kept.set('of the shell', 'stays')
    await open({ user: 'u-2' })
    expect([...kept.keys()]).toEqual(['of the shell'])
  })
})

describe('what is kept', () => {
  it('names nobody and holds no text', async () => {
    const { clock, open, kept } = createBrowser()
    const { causes, become } = await open()
    become('offline')
    causes.raised(streamCause(clock))
    causes.raised(terminateCause())
    await settle()
    const [name, text] = [...kept][0]!
    expect(name.startsWith(ESCALATIONS_PREFIX)).toBe(true)
    expect(`${name} ${text}`).not.toMatch(/t-1|u-1/)
    expect(Object.keys(JSON.parse(text)[0] as object).sort()).toEqual([
      'count',
      'details',
      'key',
      'kind',
      'overAt',
      'phase',
      'seenAt',
      'sessionId',
      'severity',
      'since',
      'triedAt',
    ])
  })

  it.each([true, false])(
    'may be nothing: a page without a storage that works tells once as well (%s)',
    async (fails) => {
      const { clock, server, open, pass } = createBrowser()
      const { causes, become } = await open({ storage: fails ? memoryStorage({ fails }).storage : null })
      become('waiting')
      server.state.refuses = 'DH_API_001'
      const cause = streamCause(clock)
      causes.raised(cause)
      await pass(30_000)
      server.state.refuses = null
      causes.raised(cause)
      await pass(120_000)
      expect([server.routed.length, server.escalated.length]).toEqual([1, 1])
    },
  )

  it('may be anything that somebody else has written there', async () => {
    const { server, open, kept } = createBrowser()
    const { causes } = await open()
    causes.raised(terminateCause())
    await settle()
    const name = [...kept.keys()][0]!
    for (const strange of ['{not json', '7', 'null', '[null, 7, {"key":"k","kind":"delete-everything"}]']) {
      kept.set(name, strange)
      const { dispose } = await open()
      dispose()
    }
    expect(server.asked).toHaveLength(1)
  })

  it('is nothing any more, and no timer runs, when the panel is closed', async () => {
    const { clock, open } = createBrowser()
    const { dispose } = await open()
    dispose()
    expect(clock.pending()).toBe(0)
  })
})
