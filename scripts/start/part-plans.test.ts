import { describe, expect, it } from 'vitest'
import { addressesOf, planParts } from './part-plans.ts'
import { readStartOptions } from './start-options.ts'

const planned = (args: string[], faults: number | null) =>
  planParts('/root', { shell: 1, remote: 2, api: 3, faults }, readStartOptions(args, {}, '/root'))
const argsOf = (plans: ReturnType<typeof planned>, name: string) =>
  plans.find((plan) => plan.name === name)?.args.join(' ') ?? null

describe('the parts of npm start', () => {
  it('are as before when nothing is to go wrong', () => {
    const plans = planned([], null)
    expect(plans.map(({ name }) => name)).toEqual(['dev-api', 'remote', 'shell', 'plugin-session'])
    expect(argsOf(plans, 'shell')).not.toContain('--config')
  })

  it('put the fault server between panel and Dev API, and only there', () => {
    const plans = planned(['--faults', 'flaky', '--seed', '7'], 4)
    expect(plans.map(({ name }) => name)).toEqual(['dev-api', 'faults', 'remote', 'shell', 'plugin-session'])
    expect(argsOf(plans, 'faults')).toContain('--port 4 --to http://127.0.0.1:3 --scenario flaky --seed 7')
    expect(argsOf(plans, 'shell')).toContain('--api http://127.0.0.1:3 ')
    expect(argsOf(plans, 'shell')).toContain('--config PX_DEV_API_BASE_URL=http://127.0.0.1:4')
    expect(argsOf(plans, 'plugin-session')).toContain('--api http://127.0.0.1:3 ')
  })

  it('play PowerX Core and speak to it when asked to; the shell gets nothing special', () => {
    const plans = planned(['--profile', 'core'], null)
    expect(argsOf(plans, 'dev-api')).toContain('--port 3 --profile core')
    expect(argsOf(plans, 'plugin-session')).toContain('--profile core')
    expect(argsOf(plans, 'shell')).toBe(argsOf(planned([], null), 'shell'))
  })

  it('keep no database for PowerX Core, although the environment names one', () => {
    const options = readStartOptions(['--profile', 'core'], { DH_DB: '/data/x.sqlite' }, '/root')
    expect(options.db).toBeNull()
  })

  it('leave the keys of alerts to the Dev API alone', () => {
    const withheld = planned(['--faults', 'flaky'], 4).filter(({ env }) => 'PX_ALERT_PAGERDUTY_KEY' in env)
    expect(withheld.map(({ name }) => name)).toEqual(['faults', 'remote', 'shell', 'plugin-session'])
    expect(withheld.flatMap(({ env }) => Object.values(env)).filter((value) => value !== undefined)).toEqual([])
  })

  it('have addresses, one of the fault server only when there is one', () => {
    expect(addressesOf({ shell: 1, remote: 2, api: 3, faults: null }).faults).toBeNull()
    expect(addressesOf({ shell: 1, remote: 2, api: 3, faults: 4 }).faults).toBe('http://127.0.0.1:4')
  })
})
