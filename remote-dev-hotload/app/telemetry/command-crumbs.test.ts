import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { HostBreadcrumb } from '../../../contracts/index.ts'
import { useCommandStore, type CommandStore } from '../../sessions/index.ts'
import { createFakeClock, type FakeClock } from '../../tests/fake-clock.ts'
import { leaveCommandCrumbs } from './command-crumbs.ts'

describe('the crumbs of commands', () => {
  let commands: CommandStore
  let clock: FakeClock
  const breadcrumb = vi.fn<(crumb: HostBreadcrumb) => void>()
  let end: () => void

  beforeEach(() => {
    setActivePinia(createPinia())
    commands = useCommandStore()
    clock = createFakeClock()
    breadcrumb.mockReset()
    end = leaveCommandCrumbs({ commands, clock, breadcrumb })
  })

  const begin = (key: string, runId: string | null = null) => {
    commands.begin({ key, kind: 'terminate', sessionId: 's-1', title: 'x', runId, requestedAt: clock.now() })
  }
  const take = (key: string) => commands.accepted(key, { auditId: 'a-1', reloadId: null, at: clock.now() })
  const told = () => breadcrumb.mock.calls.map(([{ result, duration }]) => `${result} ${duration}`)

  it('say each word that it comes to, with the time since the click', () => {
    begin('k-1')
    clock.advance(80)
    take('k-1')
    clock.advance(900)
    commands.done('k-1', clock.now())
    expect(told()).toEqual(['requested 0', 'accepted 80', 'done 980'])
    expect(breadcrumb.mock.lastCall![0]).toEqual({
      ...{ action: 'session.terminate', sessionId: 's-1', result: 'done', duration: 980 },
    })
  })

  it('tell accepted and done apart although both came in one answer', () => {
    begin('k-1')
    take('k-1')
    commands.done('k-1', clock.now())
    expect(told()).toEqual(['requested 0', 'accepted 0', 'done 0'])
  })

  it('say that it was not in time, and later that it was done after all', () => {
    begin('k-1')
    take('k-1')
    commands.timedOut('k-1', clock.now())
    expect(breadcrumb.mock.lastCall![0]).toMatchObject({ result: 'timed-out', errorCode: 'DH_COMMAND_001' })
    commands.apply('k-1', { kind: 'done', auditId: null }, clock.now())
    expect(breadcrumb.mock.lastCall![0]).toMatchObject({ result: 'done' })
    expect(breadcrumb.mock.lastCall![0]).not.toHaveProperty('errorCode')
  })

  it('are left for a command of a run when it leaves, and again when it is sent again', () => {
    begin('k-1', 'run-1')
    expect(told()).toEqual([])
    clock.advance(30)
    commands.sent('k-1')
    commands.failed('k-1', { code: 'DH_API_001', at: clock.now() })
    commands.sent('k-1')
    expect(told()).toEqual(['requested 30', 'failed 30', 'requested 30'])
    expect(breadcrumb.mock.calls[1]![0]).toMatchObject({ errorCode: 'DH_API_001' })
  })

  it('repeat nothing that an earlier life of the page has told', () => {
    end()
    begin('k-1')
    take('k-1')
    commands.done('k-1', clock.now())
    const settled = commands.all
    commands.clear()
    end = leaveCommandCrumbs({ commands, clock, breadcrumb })
    commands.restore(settled)
    expect(told()).toEqual([])
  })

  it('are none after the end, and no time is less than none', () => {
    begin('k-1')
    commands.done('k-1', clock.now() - 5_000)
    expect(told().at(-1)).toBe('done 0')
    end()
    begin('k-2')
    expect(told()).toHaveLength(2)
  })
})
