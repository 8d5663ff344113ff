import { Command } from 'commander'
import { describe, expect, it } from 'vitest'
import { readOptions } from './options.ts'

const read = (...argv: string[]) => {
  const program = new Command('contract:host').exitOverride().configureOutput({ writeErr: () => undefined })
  return readOptions(argv, program)
}
const URL = 'http://127.0.0.1:5170/dev-hotload'

describe('the options of contract:host', () => {
  it('need an address only', () => {
    expect(read('--url', URL)).toMatchObject({ url: URL, door: null, entry: 'remoteEntry.js', patienceMs: 30_000 })
  })

  it.each([
    ['dashboard', './SessionDashboard'],
    ['LogStreamPanel', './LogStreamPanel'],
    ['./mount', './mount'],
  ])('know the door %s', (given, door) => {
    expect(read('--url', URL, '--door', given).door).toBe(door)
  })

  it.each([
    [[], /--url/],
    [['--url', 'dev-hotload'], /not an http/],
    [['--url', URL, '--door', 'cellar'], /Known doors: dashboard/],
    [['--url', URL, '--stub-user', 'root'], /Known people: ops/],
    [['--url', URL, '--patience', '0'], /above 0/],
    [['--url', URL, 'more'], /too many arguments/],
  ])('explain %j', (argv, says) => {
    expect(() => read(...argv)).toThrow(says)
  })
})
