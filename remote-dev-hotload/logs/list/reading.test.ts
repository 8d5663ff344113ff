import { describe, expect, it, vi } from 'vitest'
import { createFakeClock } from '../../tests/fake-clock.ts'
import { createAnnouncer } from './announcer.ts'
import { COPY_LIMIT, copyRows } from './copy-rows.ts'
import { listAct } from './list-keys.ts'
import { timeText } from './log-time.ts'
import { fieldRows } from './field-rows.ts'
import { isSelected, rangeOf, selectRow } from './selection.ts'
import { createFakeLog, fakeLine, fakeLines } from './testing/fake-log.ts'

const copyWords = { reload: () => 'reload', gap: () => 'gap', mark: () => 'mark' }
const noPause = () => Promise.resolve()

describe('marked rows', () => {
  it('grow from where the marking began, in both directions', () => {
    const first = selectRow(null, 10, false)
    expect(rangeOf(selectRow(first, 14, true))).toEqual({ from: 10, to: 14 })
    expect(rangeOf(selectRow(selectRow(first, 14, true), 7, true))).toEqual({ from: 7, to: 10 })
  })

  it('are unmarked by a second click on the only one', () => {
    expect(selectRow(selectRow(null, 10, false), 10, false)).toBeNull()
    expect(isSelected(null, 10)).toBe(false)
  })
})

describe('copying rows', () => {
  it('takes what is shown between two rows, by number, folds unfolded', async () => {
    const log = createFakeLog(...fakeLines(20))
    log.show(({ seq }) => seq % 5 === 0 || seq === 6)
    log.fold(5, { kind: 'repeat', count: 2, last: 6 })
    log.show(({ seq }) => seq % 5 === 0)
    const { text, lines, isCut } = await copyRows({ from: 5, to: 10 }, log, copyWords, noPause)
    expect([lines, isCut]).toEqual([3, false])
    expect(text.split('\n').map((line) => line.split('build ')[1])).toEqual(['line 5', 'line 6', 'line 10'])
    expect(text).toContain('2026-11-23T10:41:05.380Z info build line 5')
  })

  it('leaves no escape in the text', async () => {
    const log = createFakeLog(fakeLine('\u001b[31mred\u001b[0m'))
    expect((await copyRows({ from: 0, to: 0 }, log, copyWords, noPause)).text).toMatch(/build red$/)
  })

  it('stops at the limit, says so, and lets the browser breathe on the way', async () => {
    const row = { ...fakeLine('x'), seq: 0 } as never
    const view = {
      length: 1e6,
      seqAt: (at: number) => at,
      positionOf: (seq: number) => seq,
      rowsOf: (s: number) => [s],
    }
    const pause = vi.fn(noPause)
    const copied = await copyRows({ from: 0, to: 1e6 }, { view, row: () => row }, copyWords, pause)
    expect([copied.lines, copied.isCut]).toEqual([COPY_LIMIT, true])
    expect(pause).toHaveBeenCalledTimes(100)
  })
})

describe('keys in the list', () => {
  const press = (key: string, patch: Partial<KeyboardEvent> = {}) =>
    listAct({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, isComposing: false, ...patch })

  it('mean nothing while a text is composed, and leave what they do not know to others', () => {
    expect(press('ArrowDown', { isComposing: true })).toBeNull()
    for (const key of ['n', 'm', 'w', '/', ' ', '?']) expect(press(key)).toBeNull()
    expect(press('f', { ctrlKey: true })).toBeNull()
    expect(press('c', { altKey: true })).toBeNull()
  })

  it('tell the line, its link and the marked lines apart', () => {
    expect(press('c')!.kind).toBe('copyLine')
    expect(press('C', { shiftKey: true })!.kind).toBe('copyLink')
    expect(press('c', { metaKey: true })!.kind).toBe('copySelected')
  })
})

describe('the announcer', () => {
  function start() {
    const clock = createFakeClock()
    const said: string[] = []
    const announcer = createAnnouncer({
      now: clock.monotonic,
      after: clock.after,
      summary: (lines, errors) => `${lines} lines, ${errors} errors`,
      say: (text) => said.push(text),
    })
    const add = (lines: number, errors = 0, choice: 'all' | 'errors' | 'off' = 'all') =>
      announcer.add({ lines, errors, read: () => ['a line'] }, choice)
    return { clock, said, announcer, add }
  }

  it('reads slow lines as they come', () => {
    const { clock, said, add } = start()
    for (let i = 0; i < 3; i++) {
      add(1)
      clock.advance(1_500)
    }
    expect(said).toEqual(['a line', 'a line', 'a line'])
  })

  it('says one sentence each five seconds when there are more, and loses none of them', () => {
    const { clock, said, add } = start()
    add(1)
    for (let i = 0; i < 140; i++) {
      add(10, 1)
      clock.advance(100)
    }
    clock.advance(10_000)
    expect(said[0]).toBe('a line')
    expect(said.length).toBeLessThanOrEqual(4)
    const sum = said.slice(1).reduce((total, text) => total + Number.parseInt(text), 0)
    expect(sum).toBe(1_400)
  })

  it('reads errors only, or nothing, as chosen', () => {
    const { clock, said, add } = start()
    add(1, 0, 'errors')
    add(1, 1, 'off')
    clock.advance(10_000)
    expect(said).toEqual([])
    add(1, 1, 'errors')
    expect(said).toEqual(['a line'])
  })

  it('is silent about what came while the reader was away', () => {
    const { clock, said, announcer, add } = start()
    add(50)
    announcer.hush()
    clock.advance(10_000)
    expect(said).toEqual([])
    expect(clock.pending()).toBe(0)
  })
})

describe('the time of a row', () => {
  const words = { local: () => 'local', ago: () => 'ago', duration: (ms: number) => `${ms} ms` }

  it('is written as the reader likes it', () => {
    const at = '2026-11-23T10:41:05.380Z'
    expect(timeText('utc', at, null, words)).toBe('10:41:05.380Z')
    expect(timeText('delta', at, '2026-11-23T10:41:05.342Z', words)).toBe('+38 ms')
    expect(timeText('delta', at, '2026-11-23T10:41:05.400Z', words)).toBe('−20 ms')
    expect(timeText('delta', at, null, words)).toBe('')
    expect(timeText('utc', 'no time at all', null, words)).toBe('no time at a')
  })
})

describe('the fields of a line', () => {
  it('are names and texts, whatever was sent', () => {
    expect(fieldRows(null)).toEqual([])
    expect(fieldRows({ a: 1, b: 'x\u202e', c: { d: [1] } })).toEqual([
      { name: 'a', value: '1' },
      { name: 'b', value: 'x' },
      { name: 'c', value: '{\n  "d": [\n    1\n  ]\n}' },
    ])
    expect(fieldRows(JSON.parse('{"__proto__": "x"}'))).toEqual([{ name: '__proto__', value: 'x' }])
  })
})
