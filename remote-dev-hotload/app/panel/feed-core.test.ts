import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { CORE_OFFERS } from '../../../contracts/index.ts'
import {
  clientOf,
  coreView,
  createFakeCore,
  OTHER_TENANT,
  settle,
  TENANT,
} from '../../client/profiles/testing/fake-core.ts'
import { createCommandSender } from './send-command.ts'
import { createFeed } from './feed.ts'
import { createLists } from './lists.ts'
import type { Memory } from './memory.ts'
import { createLogBook } from '../../logs/index.ts'
import { createStores } from './stores.ts'

const endings: (() => void)[] = []
beforeEach(() => void setActivePinia(createPinia()))
afterEach(() => {
  for (const end of endings.splice(0)) end()
})

/** The panel without its views on a server of PowerX Core. */
async function panelOn(core = createFakeCore([coreView('s1')])) {
  const client = clientOf(core)
  const stores = createStores(1_000, createLogBook(1_000))
  const { clock } = core
  const page = { isHidden: false }
  const memory = { sessions: async () => [], keepSessions: () => {}, keepLines: () => {} } as unknown as Memory
  const tenantId = () => core.tenant
  const isHidden = () => page.isHidden
  const errors: string[] = []
  const onError = ({ code }: { code: string }) => void errors.push(code)
  const lists = createLists({ client, stores, memory, clock, tenantId, isHidden, onError, offers: () => CORE_OFFERS })
  const feed = createFeed({
    ...{ client, stores, memory, lists, clock, tenantId },
    random: () => 0.5,
    isBare: () => client.profile.known() === 'core',
    onRejected: (rejection) => errors.push(rejection),
    frames: { requestFrame: (run) => (clock.after(16, run), 1), cancelFrame: () => {}, isHidden },
  })
  const sender = createCommandSender({
    ...{ client, stores, lists, clock, onError },
    memory: { read: async () => [], keep: () => {}, forget: () => {} },
    uuid: () => 'key-1',
  })
  let isOver = false
  const end = () => {
    if (isOver) return
    isOver = true
    feed.dispose()
    lists.dispose()
    sender.dispose()
    client.dispose()
  }
  endings.push(end)
  await feed.start()
  const shown = () => stores.sessions.rows.map(({ sessionId, status }) => `${sessionId} ${status}`)
  const listed = () => core.asked.filter((line) => line.includes('/sessions?')).length
  const send = async (type: string, sessionId: string, payload?: unknown, ms = 1_000) => {
    core.send(type, sessionId, payload)
    await settle(clock, ms)
  }
  // Parts of the client are chunks of their own, which come when they come.
  await vi.waitFor(async () => {
    await settle(clock, 250)
    expect([core.streams(), feed.connection.value.name]).toEqual([1, 'live'])
  })
  await settle(clock, 1_000)
  return { core, client, stores, lists, feed, sender, page, errors, shown, listed, send, clock, end }
}

describe('the panel on PowerX Core', () => {
  it('asks for the list and the stream, and for nothing that Core does not offer', async () => {
    const { core, lists, errors, shown, stores } = await panelOn()
    stores.sessions.select('s1')
    stores.reloads.open('s1')
    await Promise.all([
      ...[lists.openSession('s1'), lists.logHistory('s1'), lists.olderLogs('s1'), lists.olderReloads('s1')],
      ...[lists.audit(null), lists.olderAudit('s1'), lists.alerts(), lists.metrics(null), lists.metrics('s1')],
    ])
    expect(shown()).toEqual(['s1 ACTIVE'])
    expect(errors).toEqual([])
    expect(stores.reloads.reach.state).not.toBe('failed')
    expect(new Set(core.asked.map((line) => line.replace(/\?.*/, '')))).toEqual(
      new Set([
        'GET /api/v1/internal/dev/plugins/sessions',
        'GET /api/v1/internal/dev/plugins/stream',
        'GET /api/v1/internal/dev/plugins/sessions/s1',
      ]),
    )
  })

  it('lists again every 15 to 30 seconds, but not for a page that nobody sees', async () => {
    const { clock, listed, page } = await panelOn()
    const before = listed()
    await settle(clock, 68_000, 2_500)
    expect(listed() - before).toBe(3)
    page.isHidden = true
    await settle(clock, 68_000, 2_500)
    expect(listed() - before).toBe(3)
  })

  it('lists again whenever the stream has opened', async () => {
    const { core, client, clock, listed } = await panelOn()
    const before = listed()
    client.stream.tell('renew')
    await settle(clock, 1_500)
    expect(core.asked.filter((line) => line.includes('/stream')).length).toBe(2)
    expect(listed()).toBe(before + 1)
  })

  it('does not call a stream dead that says nothing for minutes', async () => {
    const { core, feed, clock } = await panelOn()
    await settle(clock, 120_000, 5_000)
    expect(feed.connection.value.name).toBe('quiet')
    expect(core.asked.filter((line) => line.includes('/stream')).length).toBe(1)
  })

  it('shows a session that starts, with the reloads that came before the list named it', async () => {
    const { core, stores, shown, send } = await panelOn()
    core.sessions.unshift(coreView('s2'))
    core.send('SessionStarted', 's2', { tenant_uuid: TENANT })
    core.send('SessionReloaded', 's2', { sequence: 1, success: true, durationMs: 40 })
    await send('SessionReloaded', 's2', { sequence: 2, success: true, durationMs: 40 })
    expect(shown()).toEqual(['s2 ACTIVE', 's1 ACTIVE'])
    expect(stores.reloads.heardOf('s2').map(({ sequence }) => sequence)).toEqual([2, 1])
    expect(stores.sessions.byId('s2')).toMatchObject({ lastReload: { sequence: 2 }, reloadCount: 2 })
  })

  it('never shows anything of another tenant, and asks little on its account', async () => {
    const { core, stores, shown, send, feed, listed, clock } = await panelOn()
    stores.reloads.open('f0')
    const before = listed()
    for (let i = 0; i < 20; i++) {
      core.sessions.push(coreView(`f${i}`, { tenant_uuid: OTHER_TENANT }))
      // The older server does not say whose it is.
      await send('SessionStarted', `f${i}`, i % 2 ? { tenant_uuid: OTHER_TENANT } : { tenantId: 42 }, 100)
      core.send('SessionReloaded', `f${i}`, { sequence: 1, success: false, error: 'boom' })
      core.send('SessionTerminated', `f${i}`, { note: 'secret of another' })
    }
    await settle(clock, 3_000)
    expect(shown()).toEqual(['s1 ACTIVE'])
    expect([stores.sessions.totalCount, stores.reloads.reloads, stores.reloads.heardOf('f0')]).toEqual([1, [], []])
    expect(stores.sessions.recentReloads('f0')).toEqual([])
    expect(feed.counts.foreign).toBeGreaterThan(40)
    expect(listed() - before).toBeLessThan(4)
  })

  it('keeps reloads apart that have no number', async () => {
    const { core, stores, send } = await panelOn()
    const unreported = { sequence: 0, success: false, error: '', durationMs: 0, changed: null, artifacts: null }
    core.send('SessionReloaded', 's1', unreported)
    core.send('SessionReloaded', 's1', unreported)
    await send('SessionReloaded', 's1', unreported)
    const heard = stores.reloads.heardOf('s1')
    expect(heard.map(({ success }) => success)).toEqual([null, null, null])
    expect(stores.sessions.byId('s1')).toMatchObject({ status: 'ACTIVE', lastReload: { success: null } })
  })

  it('takes an end twice and a reload after it as what they are', async () => {
    const { core, stores, shown, send, errors } = await panelOn()
    Object.assign(core.sessions[0]!, { status: 'terminated' })
    core.send('SessionTerminated', 's1', { note: 'by hand' })
    core.send('SessionTerminated', 's1', { note: 'again' })
    await send('SessionReloaded', 's1', { sequence: 2, success: true, durationMs: 3 })
    expect(shown()).toEqual(['s1 TERMINATED'])
    expect(stores.sessions.byId('s1')).toMatchObject({ terminationNote: 'by hand' })
    expect(errors).toEqual([])
  })

  it('terminates: done when the session says so, without an audit id, whether or not the stream does', async () => {
    const { stores, sender, shown, clock } = await panelOn()
    void sender.send('terminate', 's1', 'enough')
    await settle(clock, 2_000)
    expect(stores.commands.all).toMatchObject([{ phase: 'done', auditId: null, code: null }])
    expect(shown()).toEqual(['s1 TERMINATED'])
  })

  it('leaves nothing running when it is closed', async () => {
    const { core, clock, end } = await panelOn()
    end()
    await settle(clock)
    expect([core.streams(), clock.pending()]).toEqual([0, 0])
  })
})
