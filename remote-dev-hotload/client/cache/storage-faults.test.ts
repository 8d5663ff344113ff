import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { describe, expect, it } from 'vitest'
import { createFakeClock } from '../../tests/fake-clock.ts'
import { testSession } from '../../tests/test-session.ts'
import { createLocalCache } from './local-cache.ts'
import { deleteDatabase, createNameList, sweepForeign, type NameList } from './names.ts'
import { failingFactory } from './tests/failing-factory.ts'

function setup(real: IDBFactory | null = new IDBFactory()) {
  const { factory, faults } = failingFactory(real ?? new IDBFactory())
  const clock = createFakeClock()
  const codes: string[] = []
  const cache = createLocalCache({ indexedDB: real ? factory : null, tenantId: 't-1', userId: 'u-1', clock })
  cache.onDiagnostic((code) => codes.push(code))
  return { real, factory, faults, clock, codes, cache }
}

const twenty = Array.from({ length: 20 }, (_, i) => testSession(`s-${i}`))

describe('a storage that fails', () => {
  it('is opened once more when it refuses, and nobody hears of it', async () => {
    const { cache, faults, codes } = setup()
    faults.refuseOpen = 1
    cache.writePreferences({ a: 1 })
    await cache.flush()
    expect(await cache.readPreferences()).toEqual({ a: 1 })
    expect([cache.state(), codes, faults.opened]).toEqual(['ready', [], 2])
  })

  it('is given up when it refuses twice: one diagnostic, and memory until the page is closed', async () => {
    const { cache, faults, codes } = setup()
    faults.refuseOpen = 2
    cache.writePreferences({ a: 1 })
    cache.writeSessions(twenty)
    await cache.flush()
    expect(await cache.readPreferences()).toEqual({ a: 1 })
    expect((await cache.readSessions()).length).toBe(20)
    expect([cache.state(), codes, faults.opened]).toEqual(['memory', ['DH_CACHE_001'], 2])
  })

  it('is opened anew and loses its oldest half when the disk is full at the end of a transaction', async () => {
    const { cache, faults, codes } = setup()
    cache.writeSessions(twenty)
    await cache.flush()
    faults.fullDisk = 1
    cache.writePreferences({ a: 1 })
    await cache.flush()
    expect(await cache.readPreferences()).toEqual({ a: 1 })
    expect((await cache.readSessions()).length).toBe(10)
    expect([cache.state(), codes, faults.opened]).toEqual(['ready', [], 2])
  })

  it('is given up when the disk stays full', async () => {
    const { cache, faults, codes } = setup()
    faults.fullDisk = 100
    cache.writePreferences({ a: 1 })
    await cache.flush()
    cache.writePreferences({ a: 2 })
    expect(await cache.readPreferences()).toEqual({ a: 2 })
    expect([cache.state(), codes]).toEqual(['memory', ['DH_CACHE_001']])
  })

  it('is not waited for when it never answers', async () => {
    const { cache, faults, clock, codes } = setup()
    faults.isMute = true
    const reading = cache.readSessions()
    for (let i = 0; i < 2; i++) {
      await expect.poll(() => clock.pending()).toBe(1)
      clock.advance(3_000)
    }
    expect(await reading).toEqual([])
    expect([cache.state(), codes, clock.pending()]).toEqual(['memory', ['DH_CACHE_001'], 0])
  })

  it('does without where the browser has none', async () => {
    const { cache, codes } = setup(null)
    cache.writePreferences({ a: 1 })
    expect(await cache.readPreferences()).toEqual({ a: 1 })
    expect([cache.state(), codes]).toEqual(['memory', ['DH_CACHE_001']])
  })

  it('goes on after the browser has closed the connection', async () => {
    const { cache, factory, faults } = setup()
    cache.writePreferences({ a: 1 })
    await cache.flush()
    // A newer layout asks for the database, as a newer panel in another tab would.
    const upgrade = factory.open(await cache.name(), 1)
    await new Promise((resolve) => (upgrade.onsuccess = resolve))
    upgrade.result.close()
    expect(await cache.readPreferences()).toEqual({ a: 1 })
    expect(faults.opened).toBe(2)
  })
})

describe('deletion', () => {
  it('leaves nothing on disk and the cache usable', async () => {
    const { cache, factory } = setup()
    cache.writePreferences({ a: 1 })
    await cache.flush()
    cache.writePreferences({ a: 2 })
    expect(await cache.deleteAll()).toBe(true)
    expect(await factory.databases()).toEqual([])
    expect(await cache.readPreferences()).toEqual({})
    expect(cache.state()).toBe('ready')
  })

  it('is let through at once by a tab that uses the data, which goes on in memory and writes nothing anew', async () => {
    const { cache, factory, clock, codes } = setup()
    cache.writePreferences({ a: 1 })
    await cache.flush()
    expect(await deleteDatabase({ indexedDB: factory, clock }, await cache.name())).toBe(true)
    cache.writePreferences({ a: 2 })
    expect(await cache.readPreferences()).toEqual({ a: 2 })
    expect([cache.state(), codes, await factory.databases()]).toEqual(['memory', [], []])
  })

  it('says so when another page does not let go', async () => {
    const factory = new IDBFactory()
    const request = factory.open('devhotload:v1:held')
    await new Promise((resolve) => (request.onsuccess = resolve))
    const clock = createFakeClock()
    const deleting = deleteDatabase({ indexedDB: factory, clock }, 'devhotload:v1:held')
    clock.advance(2_000)
    expect(await deleting).toBe(false)
    request.result.close()
  })
})

describe('the sweep', () => {
  async function browserWith(...names: string[]) {
    const factory = new IDBFactory()
    for (const name of names) {
      const request = factory.open(name)
      await new Promise((resolve) => (request.onsuccess = resolve))
      request.result.close()
    }
    return factory
  }
  const left = async (factory: IDBFactory) => (await factory.databases()).map(({ name }) => name).sort()

  it('deletes what others have left and touches nothing that is not ours', async () => {
    const factory = await browserWith('devhotload:v1:mine', 'devhotload:v1:theirs', 'devhotload:v0:old', 'shell-cache')
    expect((await sweepForeign({ indexedDB: factory, clock: createFakeClock() }, 'devhotload:v1:mine')).sort()).toEqual(
      ['devhotload:v0:old', 'devhotload:v1:theirs'],
    )
    expect(await left(factory)).toEqual(['devhotload:v1:mine', 'shell-cache'])
  })

  it('deletes everything of ours after signing out', async () => {
    const factory = await browserWith('devhotload:v1:mine', 'shell-cache')
    await sweepForeign({ indexedDB: factory, clock: createFakeClock() }, null)
    expect(await left(factory)).toEqual(['shell-cache'])
  })

  it('goes by the remembered names where the browser lists none', async () => {
    const real = await browserWith('devhotload:v1:mine', 'devhotload:v1:theirs', 'devhotload:v1:unknown')
    const factory = { deleteDatabase: real.deleteDatabase.bind(real) } as unknown as IDBFactory
    const names = memoryNames()
    for (const name of ['devhotload:v1:mine', 'devhotload:v1:theirs']) names.list.add(name)
    await sweepForeign({ indexedDB: factory, clock: createFakeClock(), names: names.list }, 'devhotload:v1:mine')
    expect(await left(real)).toEqual(['devhotload:v1:mine', 'devhotload:v1:unknown'])
    expect(names.list.read()).toEqual(['devhotload:v1:mine'])
  })

  it('remembers names in a storage that may hold anything or be forbidden', () => {
    const { list, kept } = memoryNames()
    kept.set('devhotload:v1:databases', '{"not":"a list"}')
    expect(list.read()).toEqual([])
    kept.set('devhotload:v1:databases', '["shell-cache", 7, "devhotload:v1:a"]')
    expect(list.read()).toEqual(['devhotload:v1:a'])
    list.remove('devhotload:v1:a')
    expect(kept.size).toBe(0)
    const forbidden = () => {
      throw new DOMException('denied', 'SecurityError')
    }
    const none = createNameList({ getItem: forbidden, setItem: forbidden, removeItem: forbidden })
    none.add('devhotload:v1:a')
    expect(none.read()).toEqual([])
  })
})

function memoryNames(): { list: NameList; kept: Map<string, string> } {
  const kept = new Map<string, string>()
  const list = createNameList({
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  })
  return { list, kept }
}
