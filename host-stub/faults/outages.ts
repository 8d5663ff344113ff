import type { Door } from './door.ts'
import type { Schedule } from './schedule.ts'

/** Closes the door as the schedule says, again and again. */
export const createOutages = (door: Door, onOutage: () => void) => {
  let timer: NodeJS.Timeout | null = null

  const stop = (): void => {
    if (timer) clearTimeout(timer)
    timer = null
  }

  /** Nobody listens for so long. */
  const refuse = (ms: number): void => {
    onOutage()
    door.refuse(ms)
  }

  const plan = (schedule: Schedule, n: number): void => {
    const outage = schedule.outage(n)
    if (!outage) return
    timer = setTimeout(() => {
      refuse(outage.lastingMs)
      timer = setTimeout(() => plan(schedule, n + 1), outage.lastingMs)
    }, outage.afterMs)
  }

  return {
    refuse,
    stop,
    /** From the beginning of this schedule; an outage of the one before it is over. */
    follow(schedule: Schedule): void {
      stop()
      door.letIn()
      plan(schedule, 0)
    },
  }
}
