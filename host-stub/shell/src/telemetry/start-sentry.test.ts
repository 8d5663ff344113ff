import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { startSentry, type SentryDesk } from './start-sentry.ts'

describe('the shell’s Sentry', () => {
  const fetch = vi.fn()
  let desk: SentryDesk
  beforeAll(() => {
    vi.stubGlobal('fetch', fetch)
    desk = startSentry()
  })
  afterAll(() => vi.unstubAllGlobals())

  const tags = { code: 'DH_HOST_002', member: 'notify', door: 'dashboard' }
  const release = 'dev-hotload@0.1.0+0123456789abcdef'

  it('sends an exception of the panel to the panel’s project, with its release, its tags and the crumbs before it', async () => {
    desk.panel.breadcrumb({ action: 'session.reload', sessionId: 's-1', result: 'done', duration: 812 })
    const error = Object.assign(new Error('DH_HOST_002: TypeError'), { name: 'TypeError' })
    desk.panel.exception(error, { ...tags, release })
    await desk.flush()
    const [event] = desk.sent.get().events
    expect(event).toMatchObject({ project: 'dev_hotload', release, tags })
    expect(event!.exception!.values![0]).toMatchObject({ type: 'TypeError', value: 'DH_HOST_002: TypeError' })
    expect(event!.exception!.values![0]!.stacktrace!.frames!.length).toBeGreaterThan(0)
    const data = { action: 'session.reload', sessionId: 's-1', result: 'done', duration: 812 }
    expect(event!.breadcrumbs).toEqual([expect.objectContaining({ category: 'dev-hotload', data })])
    expect(desk.sent.get().crumbs[0]).toMatchObject({ message: 'session.reload: done', level: 'info' })
  })

  it('sends the shell’s own faults to the shell’s project', async () => {
    desk.shellError(new Error('of the shell'))
    await desk.flush()
    expect(desk.sent.get().events[0]).toMatchObject({
      project: 'powerx_admin',
      release: 'powerx-admin@0.0.0+stand-in',
    })
  })

  it('sends times as a distribution and levels as a gauge, tagged', async () => {
    desk.panel.metric('admin.dev_hotload.terminate_latency_ms', 1_250, 'millisecond', { tenant: 't-1', release })
    desk.panel.metric('admin.dev_hotload.active_sessions', 4, 'session', { tenant: 't-1', release })
    await desk.flush()
    const [active, latency] = desk.sent.get().metrics
    expect(latency).toMatchObject({ type: 'distribution', value: 1_250, unit: 'millisecond' })
    expect(active).toMatchObject({ type: 'gauge', value: 4, unit: 'session' })
    expect(active!.attributes!['release']).toMatchObject({ value: release })
  })

  it('makes no request', () => {
    expect(fetch).not.toHaveBeenCalled()
  })
})
