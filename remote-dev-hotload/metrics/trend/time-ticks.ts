const MINUTE = 60_000
/** Steps that a clock's reader expects. */
const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 180, 240, 360, 720].map((minutes) => minutes * MINUTE)

/** Width of a time of day with the air around it, CSS px. */
const ROOM = 56

/** Round times of the reader's zone for the time axis, so many that they can be read side by side. */
export function timeTicks(from: number, to: number, width: number): number[] {
  if (!(to > from) || width <= 0) return []
  const most = Math.max(1, Math.floor(width / ROOM))
  const step = STEPS.find((one) => (to - from) / one <= most) ?? STEPS.at(-1)!
  // Midnight of the reader's zone, not of Greenwich: some zones are half an hour off.
  const day = new Date(from)
  day.setHours(0, 0, 0, 0)
  const ticks: number[] = []
  for (let at = day.getTime() + Math.ceil((from - day.getTime()) / step) * step; at < to; at += step) ticks.push(at)
  return ticks
}
