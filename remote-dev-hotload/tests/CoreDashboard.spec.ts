import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { defineComponent, h } from 'vue'
import { createDevHotload, type DevHotload } from '../app/panel/create-dev-hotload.ts'
import { providePorts } from '../app/panel/provide-ports.ts'
import {
  coreView,
  createFakeCore,
  OTHER_TENANT,
  START,
  TENANT,
  TOKEN,
  type FakeCore,
} from '../client/profiles/testing/fake-core.ts'
import { SessionDashboard } from '../dashboard/index.ts'
import { SessionView } from '../dashboard/lazy-parts.ts'
import { preload } from '../ui/index.ts'
import { createFakeClock } from './fake-clock.ts'
import { fakeHost } from './fake-host.ts'
import { inDoor } from './test-text.ts'

await preload(SessionView)

let wrapper: VueWrapper | null = null
let panel: DevHotload | null = null

beforeEach(() => {
  vi.useFakeTimers({ now: START })
})
afterEach(async () => {
  wrapper?.unmount()
  panel?.dispose()
  await flushPromises()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const settle = async (ms = 1_000) => {
  await vi.advanceTimersByTimeAsync(ms)
  // The part that speaks with Core is a chunk of its own.
  await vi.dynamicImportSettled()
  await vi.advanceTimersByTimeAsync(500)
  await flushPromises()
}

/** The dashboard in a shell that does not say which server it has. */
async function open(path = '/dev-hotload'): Promise<FakeCore> {
  const core = createFakeCore(
    [
      coreView('s1', {
        logUrl: `https://logs.test/?token=${TOKEN}`,
        metadata: { reloadToken: TOKEN },
        expiresAt: new Date(START + 40_000).toISOString(),
      }),
      coreView('s2', { status: 'terminated', expiresAt: new Date(START - 60_000).toISOString() }),
    ],
    Object.assign(createFakeClock(START), { now: () => Date.now() }),
  )
  vi.stubGlobal('fetch', core.fetch)
  const shell = fakeHost({ path, tenant: { id: TENANT, name: 'Tenant one' } })
  const opened = createDevHotload(shell)
  panel = opened
  const root = defineComponent(() => {
    providePorts(opened)
    return () => h(SessionDashboard)
  })
  wrapper = mount(root, { attachTo: document.body, global: inDoor() })
  await settle()
  await settle()
  return core
}

const page = () => document.body.textContent
const statuses = () =>
  wrapper!
    .findAll('[data-testid="dh-session-row"]')
    .map((row) => `${row.attributes('data-session-id')} ${row.attributes('data-status')}`)

describe('the dashboard on PowerX Core', () => {
  it('finds out by itself, shows the sessions, and raises no alarm about what Core has not', async () => {
    const core = await open()
    expect(panel!.offers.value.profile).toBe('core')
    expect(statuses()).toEqual(['s1 ACTIVE', 's2 TERMINATED'])
    expect(wrapper!.findAll('[role="alert"]').map((alert) => alert.text())).toEqual([])
    expect(page()).not.toContain('DH_API_')
    const others = core.asked.filter((line) => !/internal\/(admin\/graphql|dev\/plugins\/(sessions|stream))/.test(line))
    expect(others).toEqual([])
  })

  it('asks GraphQL for nothing any more once it knows', async () => {
    const core = await open('/dev-hotload/sessions/s1/logs')
    core.asked.length = 0
    await settle(45_000)
    expect(core.asked.filter((line) => line.includes('graphql'))).toEqual([])
    expect(core.asked.filter((line) => line.includes('/sessions?')).length).toBeGreaterThan(1)
  })

  it('shows the reload token nowhere and keeps it nowhere', async () => {
    await open('/dev-hotload/sessions/s1/details')
    const stored = [sessionStorage, localStorage].map((storage) => JSON.stringify({ ...storage }))
    expect(document.documentElement.outerHTML + stored.join()).not.toContain(TOKEN)
    expect(page()).toContain('com.test.s1')
  })

  it('follows a session from its start to its end', async () => {
    const core = await open()
    core.sessions.unshift(coreView('s3', { expiresAt: new Date(Date.now() + 900_000).toISOString() }))
    core.send('SessionStarted', 's3', { tenant_uuid: TENANT })
    core.send('SessionStarted', 'foreign', { tenant_uuid: OTHER_TENANT })
    await settle(2_000)
    expect(statuses()).toEqual(['s3 ACTIVE', 's1 ACTIVE', 's2 TERMINATED'])
    void panel!.commands.send('terminate', 's3', null)
    await settle(3_000)
    expect(statuses()[0]).toBe('s3 TERMINATED')
    expect(panel!.stores.commands.all.map(({ phase }) => phase)).toEqual(['done'])
    await settle(70_000)
    expect(statuses()).toEqual(['s3 TERMINATED', 's1 EXPIRED', 's2 TERMINATED'])
    expect(page()).not.toContain('foreign')
  })
})
