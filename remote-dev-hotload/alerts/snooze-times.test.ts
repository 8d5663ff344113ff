import { describe, expect, it } from 'vitest'
import { fromField, snoozeEnd, toField } from './snooze-times.ts'

/** In the zone of whoever runs the test. */
const local = (text: string) => new Date(text).getTime()

describe('how long an alert is put off', () => {
  it.each([
    ['quarter', '2026-01-05T10:15:30'],
    ['hour', '2026-01-05T11:00:30'],
    ['tomorrow', '2026-01-06T09:00:00'],
  ] as const)('%s ends at %s', (snooze, end) => {
    expect(snoozeEnd(snooze, local('2026-01-05T10:00:30'))).toBe(local(end))
  })

  it('means the morning after, also late on the last day of a month', () => {
    expect(snoozeEnd('tomorrow', local('2026-02-28T23:59:59'))).toBe(local('2026-03-01T09:00:00'))
  })

  it('takes a time of the reader’s own, to the minute, when it is still to come', () => {
    const now = local('2026-01-05T10:00:30')
    expect(toField(now)).toBe('2026-01-05T10:00')
    expect(fromField('2026-01-05T10:01', now)).toBe(local('2026-01-05T10:01:00'))
    for (const text of ['', 'soon', '2026-01-05T10:00']) expect(fromField(text, now)).toBeNull()
  })
})
