import { describe, expect, it, vi } from 'vitest'
import { createFakeClock } from '../../tests/fake-clock.ts'
import { createMetricsPoll } from './metrics-poll.ts'

function start(everyMs = 15_000) {
  const clock = createFakeClock()
  const page = { hidden: false }
  const load = vi.fn<(sessionId: string | null) => void>()
  const forget = vi.fn<(sessionId: string | null) => void>()
  const poll = createMetricsPoll({ clock, everyMs, isHidden: () => page.hidden, load, forget })
  const asked = () => load.mock.calls.splice(0).map(([sessionId]) => sessionId)
  return { clock, page, poll, forget, asked }
}

describe('figures that somebody looks at', () => {
  it('are asked for at once and then as often as the shell says', () => {
    const { clock, poll, asked } = start()
    poll.watch(null)
    expect(asked()).toEqual([null])
    clock.advance(30_000)
    expect(asked()).toEqual([null, null])
  })

  it('are asked for once, however many look, until the last one has gone', () => {
    const { clock, poll, asked, forget } = start()
    const [end, other] = [poll.watch('s'), poll.watch('s')]
    expect(asked()).toEqual(['s'])
    end()
    end()
    clock.advance(15_000)
    expect(asked()).toEqual(['s'])
    other()
    expect(forget).toHaveBeenCalledExactlyOnceWith('s')
    expect(clock.pending()).toBe(0)
  })

  it('wait while the page is hidden, and come within a second of being seen again', () => {
    const { clock, page, poll, asked } = start(600_000)
    poll.watch(null)
    asked()
    page.hidden = true
    clock.advance(3_600_000)
    expect(asked()).toEqual([])
    page.hidden = false
    clock.advance(1_000)
    expect(asked()).toEqual([null])
    clock.advance(600_000)
    expect(asked()).toEqual([null])
  })

  it('come anew for all that is looked at when another window is chosen', () => {
    const { clock, poll, asked } = start()
    poll.watch(null)
    poll.watch('s')
    asked()
    clock.advance(10_000)
    poll.again()
    expect(asked()).toEqual([null, 's'])
    clock.advance(14_999)
    expect(asked()).toEqual([])
  })

  it('leave no timer behind', () => {
    const { clock, poll, asked } = start()
    poll.again()
    expect(asked()).toEqual([])
    poll.watch(null)
    poll.dispose()
    expect(clock.pending()).toBe(0)
  })
})
