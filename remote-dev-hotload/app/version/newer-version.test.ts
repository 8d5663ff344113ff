import { describe, expect, it, vi } from 'vitest'
import { createFakeClock } from '../../tests/fake-clock.ts'
import type { Deployed } from './deployment.ts'
import { createNewerVersion } from './newer-version.ts'

const MINUTE = 60_000
const other: Deployed = { version: '1.3.0', build: 'b-2', isOurs: false }
const ours: Deployed = { version: '1.2.3', build: 'b-1', isOurs: true }

function page({ startsHidden = false, deployed = other as Deployed | null } = {}) {
  const clock = createFakeClock()
  const listeners = new Set<() => void>()
  let hidden = startsHidden
  let stored: string | null = null
  const state = { deployed }
  const ask = vi.fn(() => Promise.resolve(state.deployed))
  const versions = createNewerVersion({
    clock,
    ask,
    putOff: { get: () => stored, set: (build) => (stored = build) },
    sight: {
      isHidden: () => hidden,
      subscribe(listener) {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
    },
  })
  const stop = versions.watch()
  const turn = async (next: boolean) => {
    hidden = next
    for (const listener of [...listeners]) listener()
    await Promise.resolve()
    await Promise.resolve()
  }
  return {
    ...versions,
    ask,
    state,
    stop,
    clock,
    listeners,
    /** The reader looks elsewhere for so many minutes. */
    async away(minutes: number) {
      await turn(true)
      clock.advance(minutes * MINUTE)
      await turn(false)
    },
  }
}

describe('the newer version', () => {
  it('is looked for when the reader comes back after five minutes, and told', async () => {
    const { away, clock, ask, newer } = page()
    clock.advance(15 * MINUTE)
    await away(4.9)
    expect(ask).not.toHaveBeenCalled()
    await away(5)
    expect(ask).toHaveBeenCalledTimes(1)
    expect(newer.value).toEqual(other)
  })

  it('is not looked for in the first quarter of an hour, nor twice within one', async () => {
    const { away, ask } = page({ deployed: ours })
    await away(14.9)
    expect(ask).not.toHaveBeenCalled()
    await away(5)
    expect(ask).toHaveBeenCalledTimes(1)
    await away(14)
    expect(ask).toHaveBeenCalledTimes(1)
    await away(5)
    expect(ask).toHaveBeenCalledTimes(2)
  })

  it('is never looked for while nobody looks, not even in a tab that was opened behind others', async () => {
    const { clock, ask, listeners } = page({ startsHidden: true })
    for (const listener of listeners) listener()
    clock.advance(600 * MINUTE)
    for (const listener of listeners) listener()
    expect(ask).not.toHaveBeenCalled()
    expect(clock.pending()).toBe(0)
  })

  it('is not told when the build is this one, or nobody answers', async () => {
    const same = page({ deployed: ours })
    await same.away(20)
    expect(same.newer.value).toBeNull()
    const silent = page({ deployed: null })
    await silent.away(20)
    expect(silent.newer.value).toBeNull()
  })

  it('is told at once when a part that did not load has learned of it', () => {
    const { heard, newer } = page()
    heard(other)
    expect(newer.value).toEqual(other)
  })

  it('stays away once it is put off, until there is yet another', async () => {
    const { heard, later, newer, away, state } = page()
    heard(other)
    later()
    expect(newer.value).toBeNull()
    heard(other)
    await away(20)
    expect(newer.value).toBeNull()
    state.deployed = { ...other, build: 'b-3' }
    await away(20)
    expect(newer.value).toMatchObject({ build: 'b-3' })
  })

  it('goes when the deployment is taken back, and stays when nobody answers', async () => {
    const { heard, newer } = page()
    heard(other)
    heard(null)
    expect(newer.value).toEqual(other)
    heard(ours)
    expect(newer.value).toBeNull()
  })

  it('is not looked for after a clock that went back, and leaves nothing behind', async () => {
    const { away, clock, ask, stop, listeners } = page()
    clock.advance(20 * MINUTE)
    await away(-60)
    expect(ask).not.toHaveBeenCalled()
    stop()
    expect(listeners.size).toBe(0)
  })
})
