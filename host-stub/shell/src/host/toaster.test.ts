import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createToaster } from './toaster.ts'

const clock = {
  setTimeout: (run: () => void, ms: number) => setTimeout(run, ms) as unknown as number,
  clearTimeout: (handle: number) => clearTimeout(handle),
}
const titles = (toaster: ReturnType<typeof createToaster>) => toaster.toasts.get().map(({ title }) => title)

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('toaster', () => {
  it('hides a notice by itself, an error later than a success', () => {
    const toaster = createToaster(clock)
    toaster.add({ kind: 'success', title: 'saved' })
    toaster.add({ kind: 'error', title: 'failed' })
    vi.advanceTimersByTime(5_000)
    expect(titles(toaster)).toEqual(['failed'])
    vi.advanceTimersByTime(7_000)
    expect(titles(toaster)).toEqual([])
  })

  it('lets nothing go while held', () => {
    const toaster = createToaster(clock)
    toaster.add({ kind: 'info', title: 'one' })
    toaster.hold()
    toaster.add({ kind: 'info', title: 'two' })
    vi.advanceTimersByTime(60_000)
    expect(titles(toaster)).toEqual(['one', 'two'])
    toaster.release()
    vi.advanceTimersByTime(5_000)
    expect(titles(toaster)).toEqual([])
  })

  it('replaces a notice with the same id and starts its time anew', () => {
    const toaster = createToaster(clock)
    toaster.add({ kind: 'info', title: 'connecting', id: 'link' })
    vi.advanceTimersByTime(4_000)
    toaster.add({ kind: 'success', title: 'connected', id: 'link' })
    vi.advanceTimersByTime(4_000)
    expect(titles(toaster)).toEqual(['connected'])
  })

  it('shows the newest five', () => {
    const toaster = createToaster(clock)
    for (const title of 'abcdefg') toaster.add({ kind: 'info', title })
    expect(titles(toaster)).toEqual(['c', 'd', 'e', 'f', 'g'])
    expect(vi.getTimerCount()).toBe(5)
  })
})
