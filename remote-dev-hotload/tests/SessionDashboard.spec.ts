import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { defineComponent, h } from 'vue'
import type { Session } from '../../contracts/index.ts'
import { createDevHotload, type DevHotload } from '../app/panel/create-dev-hotload.ts'
import { providePorts } from '../app/panel/provide-ports.ts'
import { SessionDashboard } from '../dashboard/index.ts'
import { fakeHost, type FakeHost, type FakeHostOptions } from './fake-host.ts'
import { createMemoryServer, type MemoryServer } from './memory-server.ts'
import { testSession } from './test-session.ts'
import { inDoor } from './test-text.ts'
import { SessionView } from '../dashboard/lazy-parts.ts'
import { preload } from '../ui/index.ts'

await preload(SessionView)

const NOW = Date.parse('2026-03-02T10:00:00Z')
const ago = (ms: number) => new Date(NOW - ms).toISOString()

/** A healthy one; the number is its place in the list. */
const running = (n: number, patch: Partial<Session> = {}): Session =>
  testSession(`s-${n}`, {
    pluginId: `com.test.plugin-${String(n).padStart(3, '0')}`,
    startedAt: ago(n * 60_000),
    lastHeartbeatAt: ago(1_000),
    expiresAt: ago(-600_000),
    ...patch,
  })
const many = (count: number) => Array.from({ length: count }, (_, index) => running(index + 1))

interface Opened {
  wrapper: VueWrapper
  panel: DevHotload
  host: FakeHost
  server: MemoryServer
}
const opened: Opened[] = []

beforeEach(() => {
  vi.useFakeTimers({ now: NOW })
})
afterEach(async () => {
  for (const { wrapper, panel } of opened.splice(0)) {
    wrapper.unmount()
    panel.dispose()
  }
  await flushPromises()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** Lets what is on its way arrive. */
const settle = async (ms = 1_000) => {
  await vi.advanceTimersByTimeAsync(ms)
  await flushPromises()
}

/** The dashboard with the real client, lists, feed and stores, on a server in memory. */
async function open(
  sessions: Session[],
  { before, ...options }: FakeHostOptions & { before?: (server: MemoryServer) => void } = {},
): Promise<Opened> {
  const server = createMemoryServer(sessions)
  before?.(server)
  vi.stubGlobal('fetch', server.fetch)
  const host = fakeHost(options)
  const panel = createDevHotload(host)
  const root = defineComponent(() => {
    providePorts(panel)
    return () => h(SessionDashboard)
  })
  const wrapper = mount(root, { attachTo: document.body, global: inDoor() })
  const it = { wrapper, panel, host, server }
  opened.push(it)
  await settle()
  return it
}

const rows = ({ wrapper }: Opened) => wrapper.findAll('[data-testid="dh-session-row"]')
const rowOf = ({ wrapper }: Opened, n: number) => wrapper.get(`[data-session-id="s-${n}"]`)
const at = ({ wrapper }: Opened, testid: string) => wrapper.get(`[data-testid="${testid}"]`)
const total = (dashboard: Opened) => at(dashboard, 'dh-total').attributes('data-total')
/** In the list and not in the overview beside it. */
const button = ({ wrapper }: Opened, label: string) =>
  wrapper
    .get('.dh-sessions')
    .findAll('button')
    .find((found) => found.text() === label)!
const ids = (dashboard: Opened) => rows(dashboard).map((row) => row.attributes('data-session-id'))

describe('the pages of the session table', () => {
  it('are the server’s: the next one is asked for and shown, and the last one says that it is the last', async () => {
    const dashboard = await open(many(53))
    expect(rows(dashboard)).toHaveLength(50)
    expect(total(dashboard)).toBe('53')
    expect(at(dashboard, 'dh-page-prev').attributes('aria-disabled')).toBe('true')
    await at(dashboard, 'dh-page-next').trigger('click')
    await settle()
    expect(ids(dashboard)).toEqual(['s-51', 's-52', 's-53'])
    expect(at(dashboard, 'dh-page-next').attributes('aria-disabled')).toBe('true')
    expect(dashboard.host.navigation.current()).toContain('page=2')
  })

  it('begin anew when the filter changes, and the address tells', async () => {
    const dashboard = await open([...many(53), running(54, { pluginId: 'com.test.billing', status: 'FAILED' })], {
      path: '/dev-hotload?page=2',
    })
    expect(ids(dashboard)[0]).toBe('s-51')
    await at(dashboard, 'dh-session-search').setValue('billing')
    await settle()
    expect(ids(dashboard)).toEqual(['s-54'])
    const searched = dashboard.server.asked.filter(({ filter }) => filter.search !== undefined)
    expect(searched).toMatchObject([{ filter: { search: 'billing' }, offset: 0 }])
    expect(dashboard.host.navigation.current()).toBe('/dev-hotload?q=billing')
  })

  it('that have gone meanwhile give way to the last one there is', async () => {
    const dashboard = await open(many(53), { path: '/dev-hotload?page=9' })
    await settle()
    expect(ids(dashboard)[0]).toBe('s-51')
    expect(dashboard.host.navigation.current()).toContain('page=2')
  })

  it('are sorted by the server', async () => {
    const dashboard = await open(many(3))
    const header = at(dashboard, 'dh-session-table')
      .findAll('th')
      .find((th) => th.text().includes('Plugin'))!
    await header.get('button').trigger('click')
    await settle()
    expect(dashboard.server.asked.filter(({ orderBy }) => orderBy.field === 'PLUGIN')).toHaveLength(1)
    expect(header.attributes('aria-sort')).toMatch(/ascending|descending/)
  })
})

describe('the states of the session table', () => {
  it('an empty tenant is told how a session is started', async () => {
    const dashboard = await open([])
    expect(dashboard.wrapper.text()).toContain('npm run plugin-session')
  })

  it('a filter that nothing matches offers to be cleared', async () => {
    const dashboard = await open(many(2), { path: '/dev-hotload?q=nothing-like-this' })
    expect(rows(dashboard)).toHaveLength(0)
    await button(dashboard, 'Clear the filter').trigger('click')
    await settle()
    expect(rows(dashboard)).toHaveLength(2)
  })

  it('a list that could not be loaded says why and is asked for again by a button', async () => {
    const dashboard = await open(many(2), { before: (server) => server.refuse(500) })
    expect(rows(dashboard)).toHaveLength(0)
    dashboard.server.refuse(null)
    await button(dashboard, 'Try again').trigger('click')
    await settle()
    expect(rows(dashboard)).toHaveLength(2)
  })

  it('rows stay readable when the newest answer failed, and are marked as old', async () => {
    const dashboard = await open(many(2))
    dashboard.server.refuse(500)
    await at(dashboard, 'dh-refresh').trigger('click')
    await settle()
    expect(rows(dashboard)).toHaveLength(2)
    expect(dashboard.wrapper.get('.dh-sessions [data-testid="dh-banner"]').attributes('data-code')).toBe('DH_API_002')
  })

  it('a sign-in that has ended goes to the shell with the way back', async () => {
    const { host } = await open(many(2), {
      path: '/dev-hotload?q=plugin',
      before: (server) => server.refuse(401),
    })
    expect(host.sessionEnded).toEqual(['/dev-hotload?q=plugin'])
  })
})

describe('a row', () => {
  it.each<[string, Partial<Session>, RegExp]>([
    ['running', {}, /Running/],
    ['failed', { status: 'FAILED', statusReason: 'exit code 1' }, /Failed[\s\S]*exit code 1/],
    ['starting', { status: 'PENDING' }, /Start|Pending/],
    ['reloading', { status: 'RELOADING' }, /Reloading/],
    ['ended', { status: 'TERMINATED', endedAt: ago(60_000) }, /Ended/],
    ['of a newer server', { status: 'HIBERNATING' }, /HIBERNATING/],
  ])('that is %s says so in a word', async (_, patch, word) => {
    const dashboard = await open([running(1, patch)])
    expect(rowOf(dashboard, 1).html()).toMatch(word)
    expect(rowOf(dashboard, 1).attributes('data-status')).toBe(patch.status ?? 'ACTIVE')
  })

  it('without a sign of life is never shown as running', async () => {
    const dashboard = await open([running(1, { lastHeartbeatAt: ago(14 * 60_000) })])
    expect(rowOf(dashboard, 1).text()).not.toContain('Running')
    expect(rowOf(dashboard, 1).html()).toMatch(/14/)
  })

  it('follows the stream: a failed reload, an end', async () => {
    const dashboard = await open(many(2))
    dashboard.server.send('SessionUpdated', 's-2', { status: 'FAILED', statusReason: 'TypeError: x is undefined' })
    await settle(200)
    expect(rowOf(dashboard, 2).attributes('data-status')).toBe('FAILED')
    dashboard.server.send('SessionTerminated', 's-2', { note: 'expired', endedAt: ago(0) })
    await settle(200)
    expect(rowOf(dashboard, 2).attributes('data-status')).toBe('EXPIRED')
  })

  it('opens its session, which the address names', async () => {
    const dashboard = await open(many(2))
    await rowOf(dashboard, 2).get('a').trigger('click', { button: 0 })
    await settle()
    expect(dashboard.host.navigation.current()).toBe('/dev-hotload/sessions/s-2/logs')
    expect(at(dashboard, 'dh-session-detail').attributes('data-session-id')).toBe('s-2')
  })

  it('that is linked to but unknown gives its own page', async () => {
    const dashboard = await open(many(1), { path: '/dev-hotload/sessions/gone/logs' })
    expect(at(dashboard, 'dh-session-detail').text()).toContain('gone')
  })
})
