import type { Preferences } from '../../client/index.ts'
import { defaultLook, type LogLook } from '../../logs/index.ts'

const TIMES = ['local', 'utc', 'relative', 'delta', 'none'] as const
const ANNOUNCEMENTS = ['off', 'errors', 'all'] as const

/** What this browser remembers of how the reader likes the log; anything that is not what it should be is as if new. */
export function lookFrom(preferences: Preferences): LogLook {
  const kept = preferences['look']
  const value = (typeof kept === 'object' && kept !== null ? kept : {}) as Readonly<Record<string, unknown>>
  const flag = (name: 'wrap' | 'fold' | 'histogram') => {
    const found = value[name]
    return typeof found === 'boolean' ? found : defaultLook[name]
  }
  const columns = value['columns']
  return {
    wrap: flag('wrap'),
    fold: flag('fold'),
    histogram: flag('histogram'),
    time: TIMES.find((time) => time === value['time']) ?? defaultLook.time,
    announce: ANNOUNCEMENTS.find((choice) => choice === value['announce']) ?? defaultLook.announce,
    columns: Array.isArray(columns) ? columns.filter((name) => typeof name === 'string').slice(0, 12) : [],
  }
}
