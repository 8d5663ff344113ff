import { describe, expect, it, vi } from 'vitest'
import { version } from '../../../package.json'
import { fakeHost } from '../../tests/fake-host.ts'
import { calmHost } from './calm-host.ts'
import type { Masks } from './telemetry-outlet.ts'

const crumb = (n: number) => ({ action: `act-${n}`, result: 'done', duration: n })
const asItIs: Masks = {
  text: (text) => text,
  crumb: (crumb) => crumb,
  metric: ([name, value, unit, tags], release) => [name, value, unit, { ...tags, release }],
}

function listeningShell() {
  const telemetry = { breadcrumb: vi.fn(), metric: vi.fn(), exception: vi.fn() }
  return { ...telemetry, outlet: calmHost({ ...fakeHost(), telemetry }).telemetry }
}
const contextOf = (exception: ReturnType<typeof vi.fn>) => exception.mock.lastCall![1] as Record<string, string>

describe('what leaves for the shell’s telemetry', () => {
  it('waits, in order, until it can be masked, and is never more than 50', () => {
    const { outlet, breadcrumb, metric } = listeningShell()
    for (let n = 0; n < 60; n++) outlet.breadcrumb(crumb(n))
    outlet.metric('late', 1, 'ms')
    expect(breadcrumb).not.toHaveBeenCalled()
    outlet.open(asItIs)
    expect(breadcrumb.mock.calls.map(([{ action }]) => action as string)).toEqual(
      Array.from({ length: 50 }, (_, n) => `act-${n}`),
    )
    expect(metric).not.toHaveBeenCalled()
    outlet.breadcrumb(crumb(60))
    expect(breadcrumb).toHaveBeenLastCalledWith(crumb(60))
  })

  it('names the release on every metric and every exception', () => {
    const { outlet, metric, exception } = listeningShell()
    outlet.open(asItIs)
    outlet.metric('m', 1, 'ms', { tenant: 't-1' })
    expect(metric).toHaveBeenLastCalledWith('m', 1, 'ms', { tenant: 't-1', release: `dev-hotload@${version}` })
    outlet.release = 'dev-hotload@1.2.3+abc'
    outlet.exception(new Error('x'), { code: 'DH_VIEW_002' })
    expect(contextOf(exception)).toEqual({ code: 'DH_VIEW_002', door: 'none', release: 'dev-hotload@1.2.3+abc' })
  })

  it('names the views that are shown, each once, and the one that a door shows now', () => {
    const { outlet, exception } = listeningShell()
    let shown = 'logs'
    outlet.doors.add(() => 'dashboard')
    outlet.doors.add(() => 'dashboard')
    outlet.doors.add(() => shown)
    outlet.exception(new Error('x'))
    expect(contextOf(exception)['door']).toBe('dashboard+logs')
    shown = 'metrics'
    outlet.exception(new Error('x'))
    expect(contextOf(exception)).toMatchObject({ code: 'DH_VIEW_001', door: 'dashboard+metrics' })
  })

  it('does not wait for an exception, which has no words: kind, code and places stay', () => {
    const { outlet, exception } = listeningShell()
    const error = new TypeError('cannot read li@example.com')
    error.stack = `TypeError: ${error.message}\n    at connect li secret\n    at draw (https://r.test/panel-1.js?token=abc:4:12)`
    outlet.exception(error, { code: 'DH_VIEW_001', part: 'LogRow', note: 'li wrote: hello' })
    const [told, context] = exception.mock.lastCall as [Error, Record<string, string>]
    expect(told).toMatchObject({ name: 'TypeError', message: 'DH_VIEW_001: TypeError' })
    expect(told.stack).toBe('DH_VIEW_001: TypeError\n    at draw (https://r.test/panel-1.js:4:12)')
    expect(context).toMatchObject({ part: 'LogRow', note: '[masked]' })
  })

  it('keeps the kind of an error that was told on by another part of ours', () => {
    const { outlet, exception } = listeningShell()
    outlet.exception(new RangeError('x'), { code: 'DH_VIEW_002' })
    outlet.exception(exception.mock.lastCall![0], { code: 'DH_VIEW_002' })
    expect(exception.mock.lastCall![0]).toMatchObject({ message: 'DH_VIEW_002: RangeError' })
  })

  it('comes to no harm from an error that is a trap', () => {
    const { outlet } = listeningShell()
    const trap = Object.defineProperty(new Error('x'), 'stack', {
      get() {
        throw new Error('trap')
      },
    })
    expect(() => outlet.exception(trap)).not.toThrow()
  })
})
