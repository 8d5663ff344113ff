import { expect, it } from 'vitest'
import { createFakeClock } from '../../tests/fake-clock.ts'
import { createFallbackPoll } from './fallback-poll.ts'

function setUp(isBare = false) {
  const clock = createFakeClock()
  const page = { isHidden: false }
  let polls = 0
  const poll = createFallbackPoll({
    clock,
    random: () => 0.5,
    isHidden: () => page.isHidden,
    poll: () => polls++,
    isBare: () => isBare,
  })
  return { clock, page, poll, polls: () => polls }
}

it('asks for the list while the server has no stream, and stops when there is one again', () => {
  const { clock, poll, polls } = setUp()
  poll.follow({ name: 'unsupported', failures: 0 })
  clock.advance(70_000)
  expect(polls()).toBe(3)
  poll.follow({ name: 'live', failures: 0 })
  clock.advance(70_000)
  expect(polls()).toBe(3)
  expect(clock.pending()).toBe(0)
})

it('leaves a short interruption to the reconnect, and asks after eight failures in a row', () => {
  const { clock, poll, polls } = setUp()
  poll.follow({ name: 'waiting', failures: 7 })
  clock.advance(60_000)
  expect(polls()).toBe(0)
  poll.follow({ name: 'connecting', failures: 8 })
  clock.advance(60_000)
  expect(polls()).toBeGreaterThan(0)
})

it('asks nothing for a page that nobody sees', () => {
  const { clock, page, poll, polls } = setUp()
  page.isHidden = true
  poll.follow({ name: 'failed', failures: 0 })
  clock.advance(300_000)
  expect(polls()).toBe(0)
  poll.dispose()
  expect(clock.pending()).toBe(0)
})

it('asks all the time where the stream is a mere hint, but not while nothing can be asked', () => {
  const { clock, poll, polls } = setUp(true)
  poll.follow({ name: 'live', failures: 0 })
  clock.advance(70_000)
  expect(polls()).toBe(3)
  for (const name of ['idle', 'offline', 'unauthorized', 'forbidden', 'suspended'] as const) {
    poll.follow({ name, failures: 0 })
    expect(clock.pending()).toBe(0)
    poll.follow({ name: 'quiet', failures: 0 })
    expect(clock.pending()).toBe(1)
  }
  poll.dispose()
})
