const ROUNDS = 15

/** Ms to add to this page's clock to get the server's: from the quickest of some round trips. */
export async function clockOffset(): Promise<number> {
  let best = { trip: Infinity, offset: 0 }
  for (let round = 0; round < ROUNDS; round++) {
    const asked = pageNow()
    const { now } = (await (await fetch('/clock')).json()) as { now: number }
    const trip = pageNow() - asked
    if (trip < best.trip) best = { trip, offset: now - (asked + trip / 2) }
  }
  return best.offset
}

/** The page's own clock, ms since the epoch. */
export const pageNow = (): number => performance.timeOrigin + performance.now()
