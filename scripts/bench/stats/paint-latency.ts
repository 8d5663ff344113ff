import type { Tick } from '../server/messages.ts'

/**
 * Ms from a line's writing to the first paint that showed it or a later one, for every line written in the window
 * `[from, to)`. What was never shown counts with the time it had waited when the window ended: a standstill must
 * not look quick.
 * @param ticks the server's writes, in order
 * @param sent number of the last line
 */
export function paintLatencies(
  ticks: readonly Tick[],
  sent: number,
  paints: readonly (readonly [at: number, seq: number])[],
  { from, to }: { from: number; to: number },
): number[] {
  const taken: number[] = []
  let paint = 0
  ticks.forEach(([first, at], index) => {
    if (at < from || at >= to) return
    const next = ticks[index + 1]?.[0] ?? sent + 1
    for (let seq = first; seq < next; seq++) {
      while (paint < paints.length && paints[paint]![1] < seq) paint++
      taken.push((paints[paint]?.[0] ?? to) - at)
    }
  })
  return taken
}
