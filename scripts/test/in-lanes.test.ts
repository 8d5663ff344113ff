import { describe, expect, it } from 'vitest'
import { inLanes, type LanePlan } from './in-lanes.ts'

/** Runs the plans, lets them end in the given order, and says what ran at each start. */
async function play(plans: readonly LanePlan[], endings: readonly string[], lanes = 2) {
  const ends = new Map<string, () => void>()
  const running: string[] = []
  const seen: string[] = []
  const settle = async () => {
    for (let turn = 0; turn < 20; turn++) await Promise.resolve()
  }
  const all = inLanes(plans, lanes, ({ name }) => {
    running.push(name)
    seen.push(running.join('+'))
    return new Promise<void>((resolve) => {
      ends.set(name, () => {
        running.splice(running.indexOf(name), 1)
        resolve()
      })
    })
  })
  for (const name of endings) {
    await settle()
    ends.get(name)?.()
  }
  await all
  return seen
}

const light = (name: string, needs?: string): LanePlan => ({ name, isLight: true, ...(needs ? { needs } : {}) })
const heavy = (name: string): LanePlan => ({ name, isLight: false })

describe('steps in lanes', () => {
  it('run side by side while they are light, and no more of them than there are lanes', async () => {
    expect(await play([light('a'), light('b'), light('c')], ['b', 'a', 'c'])).toEqual(['a', 'a+b', 'a+c'])
  })

  it('have the machine to themselves when they are heavy', async () => {
    expect(await play([light('a'), heavy('b'), light('c')], ['a', 'b', 'c'])).toEqual(['a', 'b', 'c'])
  })

  it('wait for what they need', async () => {
    const plans = [light('build'), light('size', 'build'), light('lint')]
    expect(await play(plans, ['build', 'size', 'lint'])).toEqual(['build', 'size', 'size+lint'])
  })

  it('go one after the other with a single lane', async () => {
    expect(await play([light('a'), light('b')], ['a', 'b'], 1)).toEqual(['a', 'b'])
  })
})
