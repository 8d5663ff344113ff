import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { describe, expect, it } from 'vitest'
import type { LogEntry } from '../../../contracts/index.ts'
import { createFakeClock } from '../../tests/fake-clock.ts'
import { testSession } from '../../tests/test-session.ts'
import { createLocalCache, type LocalCacheDeps } from './local-cache.ts'
import { failingFactory } from './tests/failing-factory.ts'

const SECRET = ['ghp', '_', 'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8'].join('')

const line = (logId: string, message = 'built'): LogEntry => ({
  logId,
  ts: '2026-01-01T00:00:00Z',
  level: 'info',
  source: 'build',
  message,
  fields: null,
  reloadSequence: null,
  traceId: null,
})
const lines = (count: number, from = 0, message?: string) =>
  Array.from({ length: count }, (_, i) => line(`l-${from + i}`, message))

function setup(options: Partial<LocalCacheDeps> = {}) {
  const { factory, faults } = failingFactory(new IDBFactory())
  const clock = createFakeClock()
  const codes: string[] = []
  const open = (more: Partial<LocalCacheDeps> = {}) => {
    const cache = createLocalCache({
      indexedDB: factory,
      tenantId: 't-1',
      userId: 'u-1',
      clock,
      keepsLogs: () => true,
      ...options,
      ...more,
    })
    cache.onDiagnostic((code) => codes.push(code))
    return cache
  }
  return { factory, faults, clock, codes, open, cache: open() }
}

/** Everything that is on disk, as text. */
async function onDisk(factory: IDBFactory, name: string): Promise<string> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = factory.open(name)
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('refused'))
  })
  const all = [...database.objectStoreNames].map(
    (store) =>
      new Promise((resolve) => {
        const request = database.transaction(store).objectStore(store).getAll()
        request.onsuccess = () => resolve(request.result)
      }),
  )
  const text = JSON.stringify(await Promise.all(all))
  database.close()
  return text
}

describe('the local cache', () => {
  it('gives back after a reload what was written before', async () => {
    const { cache, open } = setup()
    cache.writePreferences({ wrap: true })
    cache.writeSessions([testSession('s-2'), testSession('s-1')])
    cache.appendLogs('s-1', lines(3))
    await cache.flush()
    cache.dispose()
    const again = open()
    expect(await again.readPreferences()).toEqual({ wrap: true })
    expect((await again.readSessions()).map(({ sessionId }) => sessionId)).toEqual(['s-2', 's-1'])
    expect((await again.readLogs('s-1')).map(({ logId }) => logId)).toEqual(['l-0', 'l-1', 'l-2'])
    expect(again.state()).toBe('ready')
  })

  it('is empty, not broken, for whoever has never been here', async () => {
    const { cache } = setup()
    expect([await cache.readPreferences(), await cache.readSessions(), await cache.readLogs('s-1')]).toEqual([
      {},
      [],
      [],
    ])
  })

  it('shows nothing of one tenant or person to another', async () => {
    const { cache, open } = setup()
    cache.writeSessions([testSession('s-1')])
    await cache.flush()
    for (const other of [open({ tenantId: 't-2' }), open({ userId: 'u-2' })]) {
      expect(await other.readSessions()).toEqual([])
      expect(await other.name()).not.toBe(await cache.name())
    }
    expect(await cache.name()).not.toMatch(/t-1|u-1/)
  })

  it('writes a second later and once, however often it is told', async () => {
    const { cache, clock, faults } = setup()
    for (let i = 0; i < 50; i++) cache.writePreferences({ i })
    expect([clock.pending(), faults.opened]).toEqual([1, 0])
    clock.advance(1_000)
    expect(await cache.readPreferences()).toEqual({ i: 49 })
  })

  it('keeps no secret, no free-form data and no more than 500 sessions', async () => {
    const { cache, factory } = setup()
    const first = testSession('s-0', { statusReason: `token ${SECRET}`, metadata: { note: 'kept by nobody' } })
    cache.writeSessions([first, ...Array.from({ length: 600 }, (_, i) => testSession(`s-${i + 1}`))])
    cache.appendLogs('s-1', [{ ...line('l-1', `password=hunter22 ${SECRET}`), fields: { cookie: 'abc=1' } }])
    expect((await cache.readSessions()).length).toBe(500)
    const text = await onDisk(factory, await cache.name())
    expect(text).toContain('[masked: github-token]')
    expect(text).not.toMatch(/ghp_|hunter22|abc=1|kept by nobody/)
  })

  it('keeps no log text unless it was asked for', async () => {
    const { cache, factory } = setup({ keepsLogs: () => false })
    cache.appendLogs('s-1', lines(3))
    expect(await cache.readLogs('s-1')).toEqual([])
    expect(await onDisk(factory, await cache.name())).not.toContain('built')
  })

  it('keeps of a scope the newest 5 000 lines', async () => {
    const { cache } = setup()
    for (let i = 0; i < 7; i++) {
      cache.appendLogs('s-1', lines(1_000, i * 1_000))
      cache.appendLogs('s-2', lines(10, i * 10))
      await cache.flush()
    }
    const kept = await cache.readLogs('s-1')
    expect(kept.length).toBeGreaterThan(4_700)
    expect(kept.length).toBeLessThanOrEqual(5_000)
    expect(kept.at(-1)?.logId).toBe('l-6999')
    expect(kept.map(({ logId }) => logId)).toEqual(lines(kept.length, 7_000 - kept.length).map(({ logId }) => logId))
    expect((await cache.readLogs('s-2')).length).toBe(70)
  })

  it('keeps of a scope no more than 5 MiB', async () => {
    const { cache } = setup()
    for (let i = 0; i < 8; i++) {
      cache.appendLogs('s-1', lines(100, i * 100, 'x'.repeat(5_000)))
      await cache.flush()
    }
    const kept = await cache.readLogs('s-1')
    const bytes = kept.reduce((sum, { message }) => sum + 2 * message.length, 0)
    expect(bytes).toBeLessThanOrEqual(5 * 1024 * 1024)
    expect(kept.at(-1)?.logId).toBe('l-799')
  })

  it('keeps no line for longer than a day', async () => {
    const { cache, clock } = setup()
    cache.appendLogs('s-1', lines(2))
    await cache.flush()
    clock.advance(23 * 3_600_000)
    cache.appendLogs('s-1', lines(2, 2))
    expect((await cache.readLogs('s-1')).length).toBe(4)
    clock.advance(2 * 3_600_000)
    expect((await cache.readLogs('s-1')).map(({ logId }) => logId)).toEqual(['l-2', 'l-3'])
  })

  it('has a line once that two tabs wrote, and in order when the clock was set back', async () => {
    const { cache, open } = setup()
    const other = open({ clock: createFakeClock(1_600_000_000_000) })
    for (const tab of [cache, other]) {
      tab.appendLogs('s-1', lines(300))
      await tab.flush()
    }
    expect((await cache.readLogs('s-1')).map(({ logId }) => logId)).toEqual(lines(300).map(({ logId }) => logId))
  })

  it('clears the lines of one scope or of all, also those that wait to be written', async () => {
    const { cache } = setup()
    cache.appendLogs('s-1', lines(2))
    cache.appendLogs('s-2', lines(2))
    await cache.flush()
    cache.appendLogs('s-1', lines(2, 2))
    await cache.clearLogs('s-1')
    expect([(await cache.readLogs('s-1')).length, (await cache.readLogs('s-2')).length]).toEqual([0, 2])
    await cache.clearLogs()
    expect(await cache.readLogs('s-2')).toEqual([])
  })

  it('takes over nothing from disk that does not keep the contract', async () => {
    const { cache, factory } = setup()
    cache.writeSessions([testSession('s-1')])
    await cache.flush()
    const request = factory.open(await cache.name())
    await new Promise((resolve) => (request.onsuccess = resolve))
    const tx = request.result.transaction(['sessions', 'preferences'], 'readwrite')
    tx.objectStore('sessions').put([{ sessionId: 's-2' }, 7, testSession('s-3')], 'list')
    tx.objectStore('preferences').put([1], 'panel')
    await new Promise((resolve) => (tx.oncomplete = resolve))
    expect((await cache.readSessions()).map(({ sessionId }) => sessionId)).toEqual(['s-3'])
    expect(await cache.readPreferences()).toEqual({})
  })

  it('leaves no timer behind and writes nothing after its end', async () => {
    const { cache, clock, factory } = setup()
    cache.writePreferences({ a: 1 })
    cache.dispose()
    cache.appendLogs('s-1', lines(1))
    await cache.flush()
    expect([clock.pending(), await factory.databases()]).toEqual([0, []])
  })
})
