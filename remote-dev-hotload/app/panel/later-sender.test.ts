import { describe, expect, it, vi } from 'vitest'
import { createLaterSender } from './later-sender.ts'
import type { CommandSender } from './send-command.ts'

const fakeSender = () =>
  ({
    start: vi.fn(async () => {}),
    send: vi.fn(async () => {}),
    sendAll: vi.fn(),
    retry: vi.fn(),
    retryRun: vi.fn(),
    forgetSettled: vi.fn(),
    note: <T>(_action: string, _sessionId: string | null, answer: T) => answer,
    changeScope: vi.fn(),
    dispose: vi.fn(),
  }) satisfies CommandSender

describe('commands whose code is not there yet', () => {
  it('are sent in order once it is, after what an earlier life of the page has left', async () => {
    const real = fakeSender()
    const load = vi.fn(async () => real)
    const sender = createLaterSender({ load, when: () => new Promise(() => {}), missed: vi.fn() })
    void sender.start()
    await Promise.all([sender.send('reload', 'a', null), sender.send('terminate', 'b', 'old')])
    expect(load).toHaveBeenCalledOnce()
    expect(real.send.mock.calls).toEqual([
      ['reload', 'a', null],
      ['terminate', 'b', 'old'],
    ])
    expect(real.start.mock.invocationCallOrder[0]).toBeLessThan(real.send.mock.invocationCallOrder[0]!)
  })

  it('are told as not sent when it does not come, and it is asked for again with the next one', async () => {
    const real = fakeSender()
    const missed = vi.fn()
    const load = vi.fn(async (again: boolean) => (again ? real : Promise.reject(new TypeError('gone'))))
    const sender = createLaterSender({ load, when: async () => {}, missed })
    await sender.send('terminate', 'a', null)
    expect(missed).toHaveBeenCalledWith('terminate', 'a', null)
    await sender.send('terminate', 'a', null)
    expect(missed).toHaveBeenCalledOnce()
    expect(real.send).toHaveBeenCalledOnce()
  })

  it('are not sent by a panel that was closed meanwhile', async () => {
    const real = fakeSender()
    let arrive = (_it: CommandSender) => {}
    const sender = createLaterSender({
      load: () => new Promise((resolve) => (arrive = resolve)),
      when: async () => {},
      missed: vi.fn(),
    })
    const sent = sender.send('terminate', 'a', null)
    sender.dispose()
    arrive(real)
    await sent
    expect(real.send).not.toHaveBeenCalled()
    expect(real.dispose).toHaveBeenCalledOnce()
  })

  it('take notes of other acts once it is, and hold up nobody', async () => {
    const note = vi.fn()
    const load = async () => ({ ...fakeSender(), note: note as unknown as CommandSender['note'] })
    const sender = createLaterSender({ load, when: () => new Promise(() => {}), missed: vi.fn() })
    const answer = Promise.resolve({ ok: true } as const)
    expect(sender.note('log.reveal', 's-1', answer)).toBe(answer)
    await vi.waitFor(() => expect(note).toHaveBeenCalledWith('log.reveal', 's-1', answer), { interval: 1 })
  })
})
