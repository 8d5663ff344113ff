import { describe, expect, it, vi } from 'vitest'
import { createFakeClock } from '../../tests/fake-clock.ts'
import { calmClock, calmVerbs } from './calm-verbs.ts'

describe('verbs that nobody waits for', () => {
  it('end their bugs where they are told, and answer nothing', async () => {
    const onFault = vi.fn()
    const verbs = calmVerbs(
      {
        count: 3,
        load: () => Promise.reject(new Error('late')),
        open(): number {
          throw new Error('at once')
        },
        works: (word: string) => Promise.resolve(`${word}!`),
      },
      onFault,
    )
    expect(await verbs.load()).toBeNull()
    expect(verbs.open()).toBeNull()
    expect(await verbs.works('yes')).toBe('yes!')
    expect(verbs.count).toBe(3)
    expect(onFault.mock.calls.map(([error]) => (error as Error).message)).toEqual(['late', 'at once'])
  })

  it('keep what is looked at fresh', () => {
    let now = 1
    const verbs = calmVerbs({ get at() { return now } }, vi.fn()) // prettier-ignore
    now = 2
    expect(verbs.at).toBe(2)
  })
})

describe('a timer whose work fails', () => {
  it('throws at nobody and comes again', () => {
    const clock = createFakeClock(0)
    const onFault = vi.fn()
    calmClock(clock, onFault).every(1_000, () => {
      throw new Error('every time')
    })
    clock.advance(3_000)
    expect(onFault).toHaveBeenCalledTimes(3)
  })
})
