import { INTERACTIONS, type SessionsResult } from '../sessions/sessions-result.ts'
import { atLeast, atMost, type Bar } from './verdict.ts'

/** Below so many samples a 95th percentile is an anecdote. */
const LEAST_SAMPLES = 30

/** What the table of sessions promises. */
export function ofSessions({ sessions, updates_per_s, rows }: SessionsResult): Bar[] {
  const name = `${sessions} sessions, ${updates_per_s} updates/s`
  const ours = rows.find(({ page }) => page === 'ours')
  const times = INTERACTIONS.map((interaction) => {
    const { samples, p95 } = ours?.interactions?.[interaction] ?? { samples: 0, p95: null }
    return atMost(`${name}: ${interaction} → paint p95 ≤ 50 ms`, [samples < LEAST_SAMPLES ? null : p95, 50])
  })
  return [
    atLeast(`${name}: frames as a share of the empty page ≥ 0.95`, [ours?.fps_of_empty, 0.95, 3]),
    ...times,
    atMost(`${name}: no wrong cell after the updates`, [ours?.wrong_cells, 0, 0]),
  ]
}
