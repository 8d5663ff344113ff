import { describe, expect, it } from 'vitest'
import { createFakeClock } from '../../../tests/fake-clock.ts'
import { fakeHost } from '../../../tests/fake-host.ts'
import { createPageShelf } from './page-shelf.ts'
import { escalationOf } from './escalation.ts'
import { streamCause } from './testing.ts'

describe('the shelf of a page', () => {
  it('works where the page may not look at its storage, and keeps nothing there', async () => {
    const clock = createFakeClock()
    const page = Object.defineProperty({ crypto: {} }, 'localStorage', {
      get() {
        throw new DOMException('The document is sandboxed.', 'SecurityError')
      },
    })
    const book = await createPageShelf(fakeHost(), clock, page as never).open()
    book!.begin(escalationOf(streamCause(clock), 'key', clock.now()))
    expect([book!.isShared(), book!.all().length]).toEqual([false, 1])
  })

  it('has no book for nobody', async () => {
    const host = fakeHost({ user: null })
    const page = { crypto: {}, localStorage: {} }
    expect(await createPageShelf(host, createFakeClock(), page as never).open()).toBe(null)
  })
})
