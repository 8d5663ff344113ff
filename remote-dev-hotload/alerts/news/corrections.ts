import type { Clock } from '../../kernel/index.ts'

const MOST = 10
const WITHIN_MS = 1_000

/**
 * Whether what the shell has changed may be marked anew. Two that correct each other would never end and stop the
 * page; a shell that insists has the last word.
 */
export function createCorrections(clock: Pick<Clock, 'monotonic'>): () => boolean {
  let times: number[] = []
  return () => {
    const now = clock.monotonic()
    times = times.filter((at) => now - at < WITHIN_MS)
    if (times.length >= MOST) return false
    times.push(now)
    return true
  }
}
