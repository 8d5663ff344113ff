import { describe, expect, it } from 'vitest'
import type { LocalCache } from '../../client/index.ts'
import { defaultLook } from '../../logs/index.ts'
import { createMemory } from './memory.ts'

/** A cache in an object, with what was done to it. */
function fakeCache(name: string, preferences: Record<string, unknown> = {}) {
  const done: string[] = []
  const cache: LocalCache = {
    readPreferences: async () => preferences,
    writePreferences: (next) => done.push(`preferences ${JSON.stringify(next)}`),
    readSessions: async () => [],
    writeSessions: () => done.push('sessions'),
    readLogs: async () => [],
    appendLogs: (scope) => done.push(`lines of ${scope}`),
    clearLogs: async () => void done.push('logs cleared'),
    flush: async () => void done.push('flushed'),
    deleteAll: async () => (done.push('deleted'), true),
    state: () => 'ready',
    onDiagnostic: () => () => {},
    name: async () => name,
    dispose: () => done.push('disposed'),
  }
  return { cache, done }
}

function setUp(...caches: ReturnType<typeof fakeCache>[]) {
  const swept: (string | null)[] = []
  let opened = 0
  const memory = createMemory({
    openCache: () => caches[opened++]?.cache ?? null,
    sweep: async (keep) => swept.push(keep),
  })
  const settle = () => new Promise((resolve) => setTimeout(resolve))
  return { memory, swept, settle }
}

describe('what the browser remembers', () => {
  it('keeps log lines only for who asked for it', async () => {
    const cautious = setUp(fakeCache('a'))
    await cautious.settle()
    expect(cautious.memory.storage.value).toEqual({ state: 'ready', keepLogs: false })
    const keen = setUp(fakeCache('a', { keepLogs: true }))
    await keen.settle()
    expect(keen.memory.storage.value.keepLogs).toBe(true)
  })

  it('deletes the kept lines when the reader changes their mind', async () => {
    const own = fakeCache('a', { keepLogs: true })
    const { memory, settle } = setUp(own)
    await settle()
    memory.setKeepLogs(false)
    expect(own.done).toEqual([expect.stringContaining('"keepLogs":false'), 'logs cleared'])
  })

  it('brings back how the reader likes the log, and forgets the taste of another', async () => {
    const own = fakeCache('a', { look: { wrap: true, time: 'utc', columns: ['route', 7], announce: 'shout' } })
    const { memory, settle } = setUp(own, fakeCache('b'))
    await settle()
    expect(memory.preferences.value.look).toEqual({ ...defaultLook, wrap: true, time: 'utc', columns: ['route'] })
    memory.prefer({ look: { ...defaultLook, fold: true } })
    expect(own.done).toEqual([expect.stringContaining('"fold":true')])
    memory.changeScope()
    await settle()
    expect(memory.preferences.value.look).toEqual(defaultLook)
  })

  it('deletes what it knows of one tenant before it remembers another', async () => {
    const [first, second] = [fakeCache('a', { keepLogs: true }), fakeCache('b')]
    const { memory, swept, settle } = setUp(first, second)
    await settle()
    memory.changeScope()
    memory.keepSessions([])
    await settle()
    expect(first.done).toEqual(['deleted', 'disposed'])
    expect(second.done).toEqual(['sessions'])
    expect(memory.storage.value.keepLogs).toBe(false)
    expect(swept).toEqual(['a', 'b'])
  })

  it('starts afresh after the one button, and says that it worked', async () => {
    const [first, second] = [fakeCache('a', { keepLogs: true }), fakeCache('a')]
    const { memory, settle } = setUp(first, second)
    await settle()
    expect(await memory.forgetAll()).toBe(true)
    await settle()
    expect(first.done).toEqual(['deleted', 'disposed'])
    expect(memory.storage.value).toEqual({ state: 'ready', keepLogs: false })
  })

  it('does nothing while nobody is signed in', async () => {
    const { memory } = setUp()
    memory.keepSessions([])
    expect(await memory.sessions()).toEqual([])
    expect(await memory.forgetAll()).toBe(true)
  })
})
