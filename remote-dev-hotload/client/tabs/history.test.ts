import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createHistory } from './history.ts'

const frame = (id: string, data = 'x') => ({ id, ownId: id, event: 'message', data })
const idsOf = (kept: readonly { frame: { id: string } }[] | null) => kept?.map((one) => one.frame.id) ?? null

describe('what a tab keeps for the others', () => {
  it('is after any event or number what a plain list would have, as long as it is kept', () => {
    fc.assert(
      fc.property(fc.nat(900), fc.integer({ min: 1, max: 40 }), fc.nat(900), (count, most, wanted) => {
        const history = createHistory(most)
        history.resumeFrom('0')
        const all = Array.from({ length: count }, (_, i) => String(i + 1))
        for (const id of all) history.push(frame(id))
        const isKept = wanted <= count && count - wanted <= most
        const expected = isKept ? all.slice(wanted) : null
        expect(idsOf(history.afterId(String(wanted)))).toEqual(expected)
        expect(idsOf(history.afterNumber(wanted))).toEqual(expected)
      }),
    )
  })

  it('is bounded by length too', () => {
    const history = createHistory(1_000, 100)
    for (let i = 1; i <= 50; i++) history.push(frame(String(i), 'x'.repeat(10)))
    expect(idsOf(history.afterId('40'))?.length).toBe(10)
    expect(history.afterId('39')).toBeNull()
  })

  it('knows the place of an event that was nothing to this tab', () => {
    const history = createHistory(3)
    history.resumeFrom('0')
    history.moveTo('1')
    history.push(frame('2'))
    history.moveTo('3')
    history.push(frame('4'))
    expect(history.cursor()).toBe('4')
    expect([idsOf(history.afterId('1')), idsOf(history.afterId('3'))]).toEqual([['2', '4'], ['4']])
    for (const id of ['5', '6']) history.push(frame(id))
    expect(idsOf(history.afterId('3'))).toEqual(['4', '5', '6'])
  })

  it('serves nobody across a break', () => {
    const history = createHistory()
    for (const id of ['1', '2']) history.push(frame(id))
    history.breakAt('9')
    history.push(frame('10'))
    expect([history.afterId('1'), idsOf(history.afterId('9'))]).toEqual([null, ['10']])
  })

  it('does not begin anew where it has already been', () => {
    const history = createHistory()
    history.resumeFrom('5')
    history.resumeFrom('7')
    expect(history.cursor()).toBe('5')
    history.clear()
    history.join()
    history.resumeFrom('7')
    expect(history.cursor()).toBe('')
  })
})
