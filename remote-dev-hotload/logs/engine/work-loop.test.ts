import { describe, expect, it } from 'vitest'
import { createBrowserSoon } from './browser-soon.ts'
import { createHandLoop } from './testing/hand-loop.ts'
import { createWorkLoop } from './work-loop.ts'

describe('the work loop', () => {
  it('gives each task its turn and yields between slices', () => {
    const loop = createHandLoop(5)
    const turns: string[] = []
    const task = (name: string, slices: number) => () => {
      turns.push(name)
      return --slices === 0
    }
    loop.add(task('a', 3)).wake()
    loop.add(task('b', 2)).wake()
    expect(turns).toEqual([])
    loop.slice()
    expect(turns).toEqual(['a', 'b'])
    loop.drain()
    expect(turns).toEqual(['a', 'b', 'a', 'b', 'a'])
    expect(loop.isIdle).toBe(true)
  })

  it('hands out a deadline at most 8 ms away', () => {
    let time = 100
    let due: (() => void) | null = null
    const loop = createWorkLoop({ now: () => time, soon: (run) => ((due = run), () => undefined) })
    let deadline = 0
    loop
      .add((until) => {
        deadline = until
        time += 20
        return true
      })
      .wake()
    due!()
    expect(deadline).toBe(108)
  })

  it('does not call a task that was stopped, and wakes one that has slept', () => {
    const loop = createHandLoop()
    let calls = 0
    const handle = loop.add(() => {
      calls++
      return true
    })
    handle.wake()
    handle.wake()
    loop.drain()
    expect(calls).toBe(1)
    handle.wake()
    handle.stop()
    expect(loop.isIdle).toBe(true)
    handle.wake()
    loop.drain()
    expect(calls).toBe(1)
  })

  it('goes on with the others when a task fails, and does not call that one again', () => {
    const loop = createHandLoop(9)
    let isDone = false
    loop
      .add(() => {
        throw new Error('a bug')
      })
      .wake()
    loop.add(() => (isDone = true)).wake()
    expect(() => loop.slice()).toThrow('a bug')
    loop.drain()
    expect(isDone).toBe(true)
  })

  it('tells after each slice, and leaves nothing behind when it is over', () => {
    let time = 0
    let told = 0
    let due: (() => void) | null = null
    const loop = createWorkLoop({
      now: () => (time += 5),
      soon(run) {
        due = run
        return () => (due = null)
      },
      onSlice: () => told++,
    })
    loop.add(() => false).wake()
    due!()
    due!()
    expect(told).toBe(2)
    loop.dispose()
    expect(due).toBeNull()
  })
})

describe('what the browser calls soon', () => {
  it('uses its scheduler where it has one, and takes a call back', async () => {
    const calls: string[] = []
    const scheduler = {
      postTask: (run: () => void, { signal }: { signal: AbortSignal }) =>
        new Promise<void>((done, fail) => {
          queueMicrotask(() => {
            if (signal.aborted) return fail(signal.reason)
            run()
            done()
          })
        }),
    }
    const soon = createBrowserSoon({ scheduler })
    soon(() => calls.push('kept'))
    soon(() => calls.push('cancelled'))()
    await new Promise<void>((done) => void soon(done))
    expect(calls).toEqual(['kept'])
  })

  it('does without', async () => {
    const calls: string[] = []
    const soon = createBrowserSoon({})
    soon(() => calls.push('cancelled'))()
    await new Promise<void>((done) => void soon(done))
    expect(calls).toEqual([])
  })
})
