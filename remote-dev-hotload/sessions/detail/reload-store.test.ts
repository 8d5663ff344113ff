import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import { useReloadStore } from './reload-store.ts'
import { testReload, testReloads } from './testing/test-reload.ts'

function opened() {
  const store = useReloadStore()
  store.open('s')
  const sequences = () => store.reloads.map(({ sequence }) => sequence)
  return { store, sequences }
}

describe('the reloads of the open session', () => {
  beforeEach(() => setActivePinia(createPinia()))

  it('go back page by page; a page that is not full is the last one', () => {
    const { store, sequences } = opened()
    expect(store.reach.state).toBe('loading')
    store.applyHistory('s', testReloads(120, 71))
    expect(store.reach).toMatchObject({ state: 'ready', hasOlder: true })
    expect(store.askOlder('s')).toBe(true)
    expect(store.askOlder('s')).toBe(false)
    store.applyHistory('s', testReloads(70, 21))
    expect(store.reach).toMatchObject({ hasOlder: true, older: 'idle' })
    store.applyHistory('s', testReloads(20, 1))
    expect(sequences()).toEqual(testReloads(120, 1).map(({ sequence }) => sequence))
    expect(store.reach.hasOlder).toBe(false)
    expect(store.askOlder('s')).toBe(false)
  })

  it('keep what the stream brought while the history was on its way', () => {
    const { store, sequences } = opened()
    store.applyReload('s', testReload(4))
    store.applyReload('s', testReload(4, { success: false }))
    store.applyHistory('s', testReloads(3, 1))
    expect(sequences()).toEqual([4, 3, 2, 1])
    expect(store.reloads[0]?.success).toBe(false)
  })

  it('forget nothing that was loaded when the newest page comes again', () => {
    const { store, sequences } = opened()
    store.applyHistory('s', testReloads(100, 51))
    store.applyHistory('s', testReloads(50, 1), 50)
    store.applyHistory('s', [], 50)
    store.applyHistory('s', testReloads(101, 52))
    expect(sequences()).toHaveLength(101)
    expect(store.reach.hasOlder).toBe(false)
  })

  it('leave no hole behind when more was missed than a page holds', () => {
    const { store, sequences } = opened()
    store.applyHistory('s', testReloads(50, 1))
    store.applyHistory('s', testReloads(300, 251))
    expect(sequences()).toEqual(testReloads(300, 251).map(({ sequence }) => sequence))
    expect(store.reach.hasOlder).toBe(true)
  })

  it('end when a server answers the question for older ones with the same again', () => {
    const { store } = opened()
    store.applyHistory('s', testReloads(100, 51))
    store.askOlder('s')
    store.applyHistory('s', testReloads(100, 51))
    expect(store.askOlder('s')).toBe(false)
  })

  it('go on when the newest page overtakes the older one', () => {
    const { store } = opened()
    store.applyHistory('s', testReloads(200, 151))
    store.askOlder('s')
    store.applyHistory('s', testReloads(201, 152))
    store.applyHistory('s', testReloads(150, 101))
    expect(store.askOlder('s')).toBe(true)
  })

  it('say which question failed, and can be asked for again', () => {
    const { store } = opened()
    store.failed('s', 'DH_API_001')
    expect(store.reach).toMatchObject({ state: 'failed', code: 'DH_API_001' })
    expect(store.askOlder('s')).toBe(true)
    expect(store.reach).toMatchObject({ state: 'loading', code: null })
    store.applyHistory('s', testReloads(100, 51))
    store.askOlder('s')
    store.failed('s', 'DH_API_002')
    expect(store.reach).toMatchObject({ state: 'ready', older: 'failed', code: 'DH_API_002' })
    expect(store.askOlder('s')).toBe(true)
  })

  it('can be asked for again also when only the stream has brought one', () => {
    const { store } = opened()
    store.applyReload('s', testReload(9))
    store.failed('s', 'DH_API_001')
    expect(store.reach.state).toBe('failed')
    expect(store.askOlder('s')).toBe(true)
  })

  it('of another session change nothing', () => {
    const { store, sequences } = opened()
    store.applyHistory('other', testReloads(3, 1))
    store.applyReload('other', testReload(4))
    store.failed('other', 'DH_API_001')
    expect([sequences(), store.reach.state, store.askOlder('other')]).toEqual([[], 'loading', false])
  })
})
