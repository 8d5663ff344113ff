import { createFakeClock, type FakeClock } from '../../../tests/fake-clock.ts'
import { decodeFrame } from '../../decode/index.ts'
import { createTabStream } from '../tab-stream.ts'
import type { TabStream } from '../types.ts'
import { createFakeBrowser, type FakeBrowser, type FakeTab } from './fake-browser.ts'
import { createFakeStream, type FakeServer, type FakeStream } from './fake-stream.ts'

/** What a tab has shown: event numbers in order of arrival, and where it said that some are missing. */
export type Shown = { event: number; tenantId: string } | 'gap'

export interface TestTab {
  readonly tabs: TabStream
  readonly stream: FakeStream
  readonly browser: FakeTab
  readonly clock: FakeClock
  readonly shown: Shown[]
  /** The newest event of the list that this tab began with. */
  since: number
  server(): FakeServer
  /** Lists and starts, as the feed does. */
  start(): void
  /** Another tenant, as the feed does it. */
  switchTo(server: FakeServer): void
  crash(): void
}

export interface TestTabs {
  readonly browser: FakeBrowser
  readonly all: TestTab[]
  open(server: FakeServer, options?: { withLocks?: boolean; isHidden?: () => boolean }): TestTab
  /** Lets `count` things happen; without it, everything until it is quiet. */
  run(pick?: (of: number) => number, count?: number): Promise<void>
  advance(ms: number): Promise<void>
  leaders(): number
}

/** Promises between the fakes settle within a few turns; nothing of theirs waits for a timer. */
export async function turns(): Promise<void> {
  for (let i = 0; i < 12; i++) await Promise.resolve()
}

const eventOf = (data: string): Shown => {
  const decoded = decodeFrame({ id: '', event: 'message', data })
  if (!decoded.ok || decoded.event.kind === 'gap') return 'gap'
  const { event } = decoded
  return { event: event.kind === 'log' ? Number(event.entries[0]?.logId) : NaN, tenantId: event.tenantId ?? '' }
}

export function createTestTabs(): TestTabs {
  const browser = createFakeBrowser()
  const all: TestTab[] = []
  let ids = 0
  const living = () => all.filter((tab) => tab.browser.isAlive())

  function open(first: FakeServer, { withLocks = true, isHidden = () => false } = {}): TestTab {
    const own = browser.tab()
    const clock = createFakeClock()
    let server = first
    const stream = createFakeStream({ server: () => server, later: (run) => own.later('net', run), now: clock.now })
    const tabs = createTabStream({
      stream,
      clock,
      uuid: () => `tab-${++ids}`,
      digest: (text) => Promise.resolve(`#${text.length}`),
      scope: () => ({ tenantId: server.tenantId, userId: 'uma@example.test', streamUrl: 'http://api.test/stream' }),
      locks: withLocks ? own.locks : null,
      openChannel: withLocks ? own.openChannel : null,
      page: own.page,
      isHidden,
    })
    const shown: Shown[] = []
    tabs.onFrame((frame) => shown.push(eventOf(frame.data)))
    const tab: TestTab = {
      tabs,
      stream,
      browser: own,
      clock,
      shown,
      since: 0,
      server: () => server,
      start() {
        tab.since = server.newest()
        tabs.resumeFrom(String(tab.since))
        tabs.start()
      },
      switchTo(next) {
        tabs.stop()
        server = next
        shown.length = 0
        tab.start()
      },
      crash() {
        own.crash()
        // A dead tab's connection ends with it.
        stream.stop()
      },
    }
    all.push(tab)
    return tab
  }

  async function run(pick: (of: number) => number = () => 0, count = Infinity): Promise<void> {
    await turns()
    for (let i = 0; i < count && browser.step(pick); i++) await turns()
  }

  return {
    browser,
    all,
    open,
    run,
    async advance(ms) {
      for (const tab of living()) tab.clock.advance(ms)
      await turns()
    },
    leaders: () => living().filter((tab) => tab.tabs.role() === 'leader' && tab.stream.isRunning()).length,
  }
}
