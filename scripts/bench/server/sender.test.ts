import { afterEach, describe, expect, it, vi } from 'vitest'
import { createEncoder } from './frames.ts'
import { createLinePool } from './line-pool.ts'
import { createSender, dueLines } from './sender.ts'

afterEach(() => vi.useRealTimers())

function setUp() {
  vi.useFakeTimers()
  const written: string[] = []
  const onFull = vi.fn<() => void>()
  const sender = createSender({
    encoder: createEncoder(createLinePool(16, 1)),
    readers: { has: (dialect) => dialect === 'plain', write: (_, text) => void written.push(text) },
    now: () => Date.now(),
    onFull,
  })
  const ids = () => [...written.join('').matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id))
  return { sender, onFull, ids }
}

describe('the sender', () => {
  it('knows how many lines are due', () => {
    expect(dueLines(1_000, { rate: 100, limit: null })).toBe(100)
    expect(dueLines(15, { rate: 100, limit: null })).toBe(1)
    expect(dueLines(60_000, { rate: 100, limit: 250 })).toBe(250)
  })

  it('keeps the rate over time, with every number once and in order', () => {
    const { sender, ids } = setUp()
    sender.start({ rate: 130, batch: false, limit: null })
    vi.advanceTimersByTime(2_000)
    sender.stop()
    expect(ids()).toEqual(Array.from({ length: 260 }, (_, i) => i + 1))
    expect(sender.sent).toBe(260)
  })

  it('tells for each write which line it began with', () => {
    const { sender } = setUp()
    sender.start({ rate: 1_000, batch: false, limit: null })
    vi.advanceTimersByTime(12)
    sender.stop()
    expect(sender.ticks.map(([first]) => first)).toEqual([1, 5, 9])
  })

  it('stops by itself at the limit and says so once', () => {
    const { sender, onFull, ids } = setUp()
    sender.start({ rate: 1_000, batch: false, limit: 50 })
    vi.advanceTimersByTime(1_000)
    expect(ids()).toHaveLength(50)
    expect(onFull).toHaveBeenCalledOnce()
  })
})
