import { describe, expect, it } from 'vitest'
import { clientOf, coreView, createFakeCore, OTHER_TENANT, settle, START, whole } from '../testing/fake-core.ts'

const MINUTE = 60_000
const iso = (ms: number) => new Date(START + ms).toISOString()

/** A client that has listed and listens; `one` is the first session of the list as it is now. */
async function listening(sessions = [coreView('s1')]) {
  const core = createFakeCore(sessions)
  const client = clientOf(core)
  await client.queries.sessions(whole)
  client.stream.start()
  await settle(core.clock)
  return {
    core,
    client,
    async one() {
      const answer = await client.queries.sessions(whole)
      return answer.ok ? answer.value.items[0]! : null
    },
    async send(type: string, sessionId: string, payload?: unknown) {
      core.send(type, sessionId, payload)
      await settle(core.clock)
    },
  }
}

describe('what Core tells once', () => {
  it('stays: the start that was heard is better than the one that is worked out', async () => {
    const { core, send, one } = await listening([])
    await send('SessionStarted', 's1', { tenant_uuid: core.tenant, pluginId: 'p', developerId: 7 })
    core.clock.advance(3_000)
    core.sessions.push(coreView('s1', { expiresAt: iso(15 * MINUTE + 200) }))
    expect(await one()).toMatchObject({ startedAt: iso(0), status: 'ACTIVE' })
  })

  it('stays: reloads are counted, and the newest is put to each answer', async () => {
    const { send, one } = await listening()
    await send('SessionReloaded', 's1', { sequence: 1, success: true, error: '', changed: ['a.ts'], durationMs: 40 })
    await send('SessionReloaded', 's1', { sequence: 2, success: false, error: 'boom', changed: null, durationMs: 9 })
    expect(await one()).toMatchObject({
      reloadCount: 2,
      lastReload: { sequence: 2, success: false, error: 'boom', changedFiles: [] },
      lastReloadAt: iso(1),
      metrics: { reloadCount: 2, reloadFailureCount: 1 },
    })
  })

  it('is known before the list names the session', async () => {
    const { core, send, one } = await listening([])
    await send('SessionStarted', 's1', { pluginId: 'p' })
    await send('SessionReloaded', 's1', { sequence: 1, success: true, durationMs: 40 })
    core.sessions.push(coreView('s1'))
    expect(await one()).toMatchObject({ startedAt: iso(0), lastReload: { sequence: 1 } })
  })

  it('is forgotten with the tenant, and an answer on its way to the old one is not taken', async () => {
    const { core, client, send, one } = await listening()
    await send('SessionReloaded', 's1', { sequence: 1, success: true, durationMs: 40 })
    await send('SessionReloaded', 's2', { sequence: 1, success: true, durationMs: 40 })
    await one()
    expect(client.isOurs('s1')).toBe(true)
    core.clock.advance(2_000)
    let open: (() => void) | null = null
    core.instead.set('/sessions', async () => {
      await new Promise<void>((resolve) => (open = resolve))
      return Response.json(core.envelope({ items: [core.sessions[0]], limit: 200, offset: 0 }))
    })
    const late = client.queries.sessions(whole)
    await settle(core.clock)
    core.instead.clear()
    open!()
    core.tenant = OTHER_TENANT
    core.sessions.push(coreView('s2', { tenant_uuid: OTHER_TENANT }))
    expect((await late).ok).toBe(false)
    expect(client.isOurs('s1')).toBe(false)
    expect(await one()).toMatchObject({ sessionId: 's2', reloadCount: 0 })
  })
})

describe('the end of a session', () => {
  it('comes by the clock, because Core tells nobody', async () => {
    const { core, one } = await listening()
    core.clock.advance(15 * MINUTE - 1)
    expect(await one()).toMatchObject({ status: 'ACTIVE', allowedActions: ['TERMINATE'] })
    core.clock.advance(2_000)
    expect(await one()).toMatchObject({ status: 'EXPIRED', endedAt: iso(15 * MINUTE), allowedActions: [] })
  })

  it('stays an expiry when Core has cleaned up and calls it a terminate', async () => {
    const { core, one } = await listening()
    await one()
    core.clock.advance(15 * MINUTE + 20_000)
    Object.assign(core.sessions[0]!, { status: 'terminated', expiresAt: iso(15 * MINUTE + 18_000) })
    expect(await one()).toMatchObject({
      ...{ status: 'EXPIRED', startedAt: iso(0), endedAt: iso(15 * MINUTE), terminationNote: null },
    })
  })

  it('before its time is a terminate, whenever it is seen', async () => {
    const { core, one } = await listening()
    await one()
    core.clock.advance(16 * MINUTE)
    Object.assign(core.sessions[0]!, { status: 'terminated', expiresAt: iso(4 * MINUTE) })
    expect(await one()).toMatchObject({ status: 'TERMINATED', startedAt: iso(0), endedAt: iso(4 * MINUTE) })
  })

  it('of which nothing else is known is where Core has put the expiry', async () => {
    const { core, one } = await listening([coreView('s1', { status: 'terminated', expiresAt: iso(-MINUTE) })])
    expect(await one()).toMatchObject({ status: 'TERMINATED', endedAt: iso(-MINUTE) })
    core.sessions[0]!.expiresAt = '0001-01-01T00:00:00Z'
    core.clock.advance(2_000)
    expect(await one()).toMatchObject({ status: 'TERMINATED', endedAt: null })
  })

  it('is told with its note, and an older list does not bring the session back', async () => {
    const { core, client, send, one } = await listening()
    let open: (() => void) | null = null
    core.instead.set('/sessions', async () => {
      const answer = Response.json(core.envelope({ items: [{ ...core.sessions[0] }], limit: 200, offset: 0 }))
      await new Promise<void>((resolve) => (open = resolve))
      return answer
    })
    const late = client.queries.sessions(whole)
    await settle(core.clock)
    core.clock.advance(500)
    await send('SessionTerminated', 's1', { note: 'by hand' })
    core.instead.clear()
    open!()
    const answer = await late
    const told = { status: 'TERMINATED', terminationNote: 'by hand', endedAt: iso(500), allowedActions: [] }
    expect(answer.ok && answer.value.items[0]).toMatchObject(told)
    Object.assign(core.sessions[0]!, { status: 'terminated', expiresAt: iso(400) })
    expect(await one()).toMatchObject(told)
  })

  it('is told twice by Core and once by us; a reload after it wakes nobody', async () => {
    const { core, client, send, one } = await listening()
    const seen: string[] = []
    client.stream.onFrame(({ event }) => seen.push(event))
    await send('SessionTerminated', 's1', { note: 'expired' })
    Object.assign(core.sessions[0]!, { status: 'terminated' })
    await send('SessionTerminated', 's1', { note: 'again' })
    await send('SessionReloaded', 's1', { sequence: 3, success: true, durationMs: 1 })
    expect(seen).toEqual(['SessionTerminated', 'SessionReloaded'])
    expect(await one()).toMatchObject({ status: 'EXPIRED', terminationNote: 'expired', allowedActions: [] })
  })
})

describe('the clock of Core', () => {
  it('decides about expiry, and dates what comes from the stream', async () => {
    const { core, one, send } = await listening()
    const hour = 60 * MINUTE
    core.envelope = (data) => ({ code: 200, data, timestamp: (core.clock.now() + hour) / 1000 })
    core.sessions[0]!.expiresAt = iso(hour + 5 * MINUTE)
    expect(await one()).toMatchObject({ status: 'ACTIVE' })
    await send('SessionReloaded', 's1', { sequence: 1, success: true, durationMs: 40 })
    expect(await one()).toMatchObject({ lastReloadAt: iso(hour) })
    core.clock.advance(6 * MINUTE)
    expect(await one()).toMatchObject({ status: 'EXPIRED' })
  })
})
