/** What may run beside others, and what must have ended before it. */
export interface LanePlan {
  readonly name: string
  /** Cannot start before this one has ended. */
  readonly needs?: string
  /** Uses one core: may run while others of its kind do. */
  readonly isLight: boolean
}

/**
 * Carries out plans in their order: light ones beside each other, `lanes` at a time, any other alone. A plan that has
 * to wait holds up those after it, so the order stays what a reader expects. Resolves when all have ended.
 */
export async function inLanes<P extends LanePlan>(
  plans: readonly P[],
  lanes: number,
  work: (plan: P) => Promise<void>,
): Promise<void> {
  const running = new Map<string, { isLight: boolean; end: Promise<void> }>()
  const mayStart = ({ needs, isLight }: P) => {
    if (running.size === 0) return true
    if (!isLight || (needs !== undefined && running.has(needs))) return false
    return running.size < lanes && [...running.values()].every((other) => other.isLight)
  }
  const oneEnds = () => Promise.race([...running.values()].map(({ end }) => end))

  for (const plan of plans) {
    while (!mayStart(plan)) await oneEnds()
    const end = work(plan).finally(() => running.delete(plan.name))
    running.set(plan.name, { isLight: plan.isLight, end })
  }
  await Promise.all([...running.values()].map(({ end }) => end))
}
