import { describe, expect, it } from 'vitest'
import { runForLeader } from './election.ts'
import { turns } from './tests/fake-tabs.ts'

type Hold = () => Promise<void>

function setup() {
  const told: string[] = []
  const asked: { hold: Hold; fail: (error: Error) => void }[] = []
  const leave = runForLeader({
    locks: {
      request: (_name, _options, hold) => new Promise((_resolve, reject) => asked.push({ hold, fail: reject })),
    },
    name: 'n',
    onWon: () => told.push('won'),
    onLost: () => told.push('lost'),
    onFailed: () => told.push('failed'),
  })
  return { told, asked, leave }
}

describe('runForLeader', () => {
  it('holds the lock until it leaves', async () => {
    const { told, asked, leave } = setup()
    await turns()
    let isFree = false
    void asked[0]!.hold().then(() => (isFree = true))
    await turns()
    expect([told, isFree]).toEqual([['won'], false])
    leave()
    await turns()
    expect(isFree).toBe(true)
  })

  it('gives a lock back at once that was granted while it was leaving', async () => {
    const { told, asked, leave } = setup()
    await turns()
    leave()
    await asked[0]!.hold()
    expect(told).toEqual([])
  })

  it('tells a lock that was taken away from one that cannot be had, and neither from its own leaving', async () => {
    const [taken, refused, left] = [setup(), setup(), setup()]
    await turns()
    void taken.asked[0]!.hold()
    left.leave()
    for (const { asked } of [taken, refused, left]) asked[0]!.fail(new Error('AbortError'))
    await turns()
    expect([taken.told, refused.told, left.told]).toEqual([['won', 'lost'], ['failed'], []])
  })
})
