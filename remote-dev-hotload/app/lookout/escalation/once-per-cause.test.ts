import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createFakeClock } from '../../../tests/fake-clock.ts'
import type { Cause } from '../rules/cause.ts'
import { memoryStorage, notificationServer, openTab, settle, streamCause } from './testing.ts'

type Act = 'fall' | 'rise' | 'lose' | 'find' | 'fail' | 'work' | 'open' | 'close' | 'reload' | 'pass' | 'repeat'
const ACTS: readonly Act[] = [
  'fall',
  'rise',
  'lose',
  'find',
  'fail',
  'work',
  'open',
  'close',
  'reload',
  'pass',
  'repeat',
]

const seenLater = ({ since }: Cause, ms: number) => ({
  since: since + ms,
  mark: String(Math.floor((since + ms) / 60_000)),
})

/**
 * One browser with tabs that come and go, one leader among them, and a server that fails at times. The stream falls
 * for more than a minute or rises; each tab hears of it as the stream rule would tell it.
 */
async function play(acts: readonly Act[], shares: boolean) {
  const clock = createFakeClock()
  const server = notificationServer()
  const { storage } = memoryStorage()
  /** Each notices an outage at another time: its own connection, or a leader's word, or when it was opened. */
  const tabs: (ReturnType<typeof openTab> & { lateMs: number })[] = []
  let cause: Cause | null = null
  let isOffline = false
  const outages: Cause[] = []

  const name = () => (isOffline ? 'offline' : cause ? 'waiting' : 'live')
  let opened = 0
  const raise = () => {
    for (const { causes, lateMs } of tabs) if (cause) causes.raised({ ...cause, ...seenLater(cause, lateMs) })
  }
  const show = () => {
    for (const { become, causes } of tabs) {
      become(name())
      if (!cause) causes.over('stream.disconnected')
    }
  }
  async function open(): Promise<void> {
    const role = !shares ? 'alone' : tabs.length === 0 ? 'leader' : 'follower'
    tabs.push({ ...openTab({ clock, server, storage, role, status: name() }), lateMs: (opened++ % 4) * 14_000 })
    await settle()
    raise()
  }
  async function close(): Promise<void> {
    tabs.shift()?.dispose()
    if (shares) tabs[0]?.lead()
    await settle()
  }
  async function pass(seconds: number): Promise<void> {
    for (let i = 0; i < seconds; i++) {
      clock.advance(1_000)
      await settle()
    }
  }

  const does: Record<Act, () => unknown> = {
    async fall() {
      if (cause) return
      await pass(61)
      cause = streamCause(clock)
      if (tabs.length > 0) outages.push(cause)
      else cause = null
      show()
      raise()
    },
    rise() {
      if (isOffline) return
      cause = null
      show()
    },
    lose() {
      isOffline = true
      show()
    },
    find() {
      isOffline = false
      show()
    },
    fail: () => (server.state.refuses = 'DH_API_002'),
    work: () => (server.state.refuses = null),
    open: () => (tabs.length < 4 ? open() : undefined),
    close,
    async reload() {
      await close()
      await pass(2)
      await open()
    },
    pass: () => pass(45),
    repeat: raise,
  }

  await open()
  for (const act of acts) {
    await does[act]()
    await settle()
  }
  // In the end all is well, and somebody is there to see it.
  if (tabs.length === 0) await open()
  server.state.refuses = null
  isOffline = false
  cause = null
  show()
  await pass(30)
  for (const { dispose } of tabs) dispose()
  return { server, outages, left: clock.pending() }
}

describe('once per cause', () => {
  it.each([
    ['tabs that share a stream', true],
    ['tabs that are alone', false],
  ])('%s tell each outage to the shell and to the Dev API exactly once, whatever happens', async (_, shares) => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...ACTS), { maxLength: 25 }), async (acts) => {
        const { server, outages, left } = await play(acts, shares)
        const outageOf = ({ since }: { since: string }) =>
          outages.findIndex((outage) => Math.abs(Date.parse(since) - outage.since) < 60_000)
        expect(server.escalated.map(outageOf)).toEqual(outages.map((_outage, at) => at))
        expect(server.routed.map(outageOf)).toEqual(outages.map((_outage, at) => at))
        expect(left).toBe(0)
      }),
      { seed: 20260105, numRuns: 300 },
    )
  })
})
