/** What happens to the alerts of the tenant at one moment. */
export type AlertStep = { readonly afterMs: number } & (
  | { readonly kind: 'raise' | 'resolve' }
  /** Happened again: counts from 0, the oldest of those that are open. */
  | { readonly kind: 'again'; readonly which: number }
)

/** As many as fit on a screen: what is measured is the way to the screen, not a list that has to be scrolled. */
export const OPEN_AT_MOST = 10
/** Of the newest few, so that a list in the order of its beginnings shows them too. */
const AGAIN_OF = 4
/** Far apart and uneven: alerts that come in step with the frames would all wait equally long. */
const GAP_MS = [90, 150] as const
/** Before and after a round ends, so that nothing that is late is taken for what came later. */
const REST_MS = 600

/** Rounds of alerts: each is raised, then one that is open happens again; at the end of a round all are resolved. */
export function planAlerts(causes: number, random: () => number): AlertStep[] {
  const steps: AlertStep[] = []
  const gap = () => GAP_MS[0] + random() * (GAP_MS[1] - GAP_MS[0])
  let open = 0
  for (let cause = 0; cause < causes; cause++) {
    steps.push({ kind: 'raise', afterMs: gap() + (open === 0 ? REST_MS : 0) })
    open++
    steps.push({ kind: 'again', which: open - 1 - Math.floor(random() * Math.min(open, AGAIN_OF)), afterMs: gap() })
    if (open < OPEN_AT_MOST && cause < causes - 1) continue
    steps.push({ kind: 'resolve', afterMs: REST_MS })
    open = 0
  }
  return steps
}
