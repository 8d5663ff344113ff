import { describe, expect, it, vi } from 'vitest'
import { err, ok } from '../../kernel/index.ts'
import { createFakeClock } from '../../tests/fake-clock.ts'
import { createNoteAct } from './note-act.ts'

function noting() {
  const clock = createFakeClock()
  const breadcrumb = vi.fn()
  return { clock, note: createNoteAct(breadcrumb, clock), crumbs: () => breadcrumb.mock.calls.flat() as object[] }
}

describe('what is noted of an act', () => {
  it('is that it was asked for, and its outcome with the time that it took; the answer is handed through', async () => {
    const { clock, note, crumbs } = noting()
    const answer = Promise.resolve(ok('audit-1'))
    expect(note('log.reveal', 's-1', answer)).toBe(answer)
    clock.advance(40)
    await answer
    expect(crumbs()).toEqual([
      { action: 'log.reveal', sessionId: 's-1', result: 'requested', duration: 0 },
      { action: 'log.reveal', sessionId: 's-1', result: 'done', duration: 40 },
    ])
  })

  it('is the code of what went wrong, and no session where it is about several', async () => {
    const { note, crumbs } = noting()
    await note('alert.acknowledge', null, Promise.resolve(err({ code: 'DH_API_409' })))
    expect(crumbs()[1]).toEqual({ action: 'alert.acknowledge', result: 'failed', duration: 0, errorCode: 'DH_API_409' })
  })

  it('is neither done nor failed when it was stopped by who wanted it', async () => {
    const { note, crumbs } = noting()
    await note('logs.export', 's-1', Promise.resolve(err({ code: null })))
    expect(crumbs()[1]).toEqual({ action: 'logs.export', sessionId: 's-1', result: 'cancelled', duration: 0 })
  })

  it('is a fault of ours where the answer is one', async () => {
    const { note, crumbs } = noting()
    await expect(note('log.reveal', 's-1', Promise.reject(new Error('a bug')))).rejects.toThrow()
    expect(crumbs()[1]).toMatchObject({ result: 'failed', errorCode: 'DH_VIEW_002' })
  })
})
