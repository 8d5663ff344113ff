import type { Clock } from '../../kernel/index.ts'
import type { FrameEnv } from './frame-scheduler.ts'

/** A page that draws slowly, or not at all, does not keep anybody waiting for longer, ms. */
const PATIENCE_MS = 250

/** Resolves once what is waiting to be drawn has been painted. */
export function afterPaint({ requestFrame, isHidden }: Pick<FrameEnv, 'requestFrame' | 'isHidden'>, clock: Clock) {
  return new Promise<void>((resolve) => {
    clock.after(PATIENCE_MS, resolve)
    // A frame's callbacks run before it is painted, a task that they begin runs after.
    if (!isHidden()) requestFrame(() => clock.after(0, resolve))
  })
}

/** A server that does not answer keeps nobody waiting for longer, ms. */
const ANSWER_MS = 1_000

/** Resolves with the first answer, or without it once that has taken too long. */
export const noLaterThan = (answer: Promise<void>, clock: Pick<Clock, 'after'>): Promise<void> =>
  Promise.race([answer, new Promise<void>((resolve) => void clock.after(ANSWER_MS, resolve))])
