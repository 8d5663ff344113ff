import type { StreamStatus } from '../../client/index.ts'

/** The age of the last event is shown in seconds; finer changes are not worth a redraw. */
const AGE_STEP_MS = 1_000

/** Whether a reader would see a difference. */
export const isNews = (shown: StreamStatus, next: StreamStatus) =>
  shown.name !== next.name ||
  shown.failures !== next.failures ||
  shown.nextAttemptAt !== next.nextAttemptAt ||
  shown.code !== next.code ||
  Math.abs((next.lastEventAt ?? 0) - (shown.lastEventAt ?? 0)) >= AGE_STEP_MS
