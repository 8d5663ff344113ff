import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createFakeServer, type FakeServer } from './tests/fake-stream.ts'
import { createTestTabs, type TestTab, type TestTabs } from './tests/fake-tabs.ts'

/** Any number of tabs, in any order of events, with deliveries in any order that a browser may choose. */

const command = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('open' as const), server: fc.nat(1) }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('publish' as const), server: fc.nat(1), count: fc.nat(4) }) },
  { weight: 8, arbitrary: fc.record({ do: fc.constant('happen' as const), count: fc.nat(20) }) },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('advance' as const), ms: fc.constantFrom(1, 60, 1_100, 2_100) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom('close' as const, 'crash' as const, 'leave' as const, 'return' as const, 'switch' as const),
      tab: fc.nat(5),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('steal' as const, 'garbage' as const), tab: fc.nat(5) }) },
)
type Command = typeof command extends fc.Arbitrary<infer T> ? T : never

const program = fc.array(command, { maxLength: 60, size: 'max' })

const GARBAGE = [null, 7, 'hello', {}, { v: 2, kind: 'frames' }, { v: 1, kind: 'status', status: { name: 'live' } }]

interface Member extends TestTab {
  isOpen: boolean
}

async function play(commands: readonly Command[], seed: number, check: (tabs: TestTabs) => void) {
  const servers = [createFakeServer('t-1'), createFakeServer('t-2')] as const
  const tabs = createTestTabs()
  const members: Member[] = []
  let state = seed
  const pick = (of: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * of)
  }
  const nth = (n: number) => {
    const open = members.filter((one) => one.isOpen)
    return open.length === 0 ? undefined : open[n % open.length]
  }
  const scopes = () => new Set(tabs.browser.posted.map((message) => (message as { scope: string }).scope))

  for (const one of commands) {
    if (one.do === 'open' && members.filter((tab) => tab.isOpen).length < 6) {
      const member: Member = Object.assign(tabs.open(servers[one.server as 0 | 1]), { isOpen: true })
      members.push(member)
      member.start()
    } else if (one.do === 'publish') {
      for (let i = 0; i < one.count; i++) servers[one.server as 0 | 1].publish()
    } else if (one.do === 'happen') await tabs.run(pick, one.count)
    else if (one.do === 'advance') await tabs.advance(one.ms)
    else if (one.do === 'steal') for (const scope of scopes()) tabs.browser.steal(scope)
    else if (one.do === 'garbage') {
      for (const scope of scopes()) tabs.browser.post(scope, GARBAGE[one.tab % GARBAGE.length])
    } else if ('tab' in one) {
      const member = nth(one.tab)
      if (!member) continue
      if (one.do === 'leave') member.browser.page.fire('pagehide')
      else if (one.do === 'return') member.browser.page.fire('pageshow')
      else if (one.do === 'switch') member.switchTo(member.server() === servers[0] ? servers[1] : servers[0])
      else {
        member.isOpen = false
        if (one.do === 'close') member.tabs.dispose()
        else member.crash()
      }
    }
    check(tabs)
  }
  // Everybody is back, and everything that waits happens.
  for (const tab of members) if (tab.isOpen) tab.browser.page.fire('pageshow')
  for (let i = 0; i < 4; i++) {
    for (const ms of [60, 60, 2_100]) {
      await tabs.run(pick)
      check(tabs)
      await tabs.advance(ms)
    }
  }
  await tabs.run(pick)
  return { tabs, servers, living: members.filter((tab) => tab.isOpen) }
}

/** What is wrong with what a tab has shown, in words; null when every event is there once or in a gap. */
function faultOf(tab: TestTab, server: FakeServer): string | null {
  let last = tab.since
  let isGap = false
  for (const one of tab.shown) {
    if (one === 'gap') isGap = true
    else if (one.tenantId !== server.tenantId) return `event ${one.event} is of another tenant`
    // The feed knows it already and drops it.
    else if (one.event <= last) continue
    else if (one.event > last + 1 && !isGap) return `${last} is followed by ${one.event}`
    else {
      last = one.event
      isGap = false
    }
  }
  return last === server.newest() || isGap ? null : `ends with ${last} of ${server.newest()}`
}

const runs = 300

describe('any tabs in any order', { timeout: 120_000 }, () => {
  it('have at most one connection for each tenant at any time, and one in the end', async () => {
    await fc.assert(
      fc.asyncProperty(program, fc.nat(), async (commands, seed) => {
        const { servers, living } = await play(commands, seed, (tabs) => {
          for (const tenantId of ['t-1', 't-2']) {
            const running = tabs.all.filter((tab) => tab.stream.isRunning() && tab.server().tenantId === tenantId)
            expect(running.length).toBeLessThanOrEqual(1)
          }
        })
        for (const server of servers) {
          const isWatched = living.some((tab) => tab.server() === server)
          expect(server.open()).toBe(isWatched ? 1 : 0)
        }
        for (const tab of living) expect(tab.tabs.status().name).toBe('live')
      }),
      { numRuns: runs },
    )
  })

  it('show every event since they joined, in order, or say that some are missing', async () => {
    await fc.assert(
      fc.asyncProperty(program, fc.nat(), async (commands, seed) => {
        const { living } = await play(commands, seed, () => {})
        expect(living.map((tab) => faultOf(tab, tab.server())).filter(Boolean)).toEqual([])
      }),
      { numRuns: runs },
    )
  })

  it('say that nothing is missing as long as nobody was away', async () => {
    await fc.assert(
      fc.asyncProperty(program, fc.nat(), async (commands, seed) => {
        // A page that comes back from the cache may be behind everything that those who live have kept;
        // and a browser slower than the patience for an event that may still come has lost it.
        const calm = commands.flatMap((one): Command[] =>
          one.do === 'leave'
            ? []
            : one.do === 'advance'
              ? [{ do: 'advance', ms: 1 }]
              : one.do === 'open' || one.do === 'switch'
                ? [{ do: 'happen', count: 10_000 }, { do: 'advance', ms: 60 }, { do: 'happen', count: 10_000 }, one]
                : [one],
        )
        const { living } = await play(calm, seed, () => {})
        expect(living.map((tab) => faultOf(tab, tab.server())).filter(Boolean)).toEqual([])
        expect(living.flatMap((tab) => tab.shown.filter((one) => one === 'gap'))).toEqual([])
      }),
      { numRuns: runs },
    )
  })

  it('leave nothing behind when all of them end', async () => {
    await fc.assert(
      fc.asyncProperty(program, fc.nat(), async (commands, seed) => {
        const { tabs, living, servers } = await play(commands, seed, () => {})
        for (const tab of living) tab.tabs.dispose()
        await tabs.run()
        expect([tabs.browser.waiting(), tabs.browser.openChannels()]).toEqual([0, 0])
        expect(servers.map((server) => server.open())).toEqual([0, 0])
        for (const tab of living) expect([tab.clock.pending(), tab.browser.page.listeners()]).toEqual([0, 0])
      }),
      { numRuns: runs },
    )
  })
})
