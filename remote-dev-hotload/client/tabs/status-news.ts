import type { StreamStatus } from '../stream/index.ts'

/** The age of the last event is shown in seconds; a message for each event would be as many again. */
const AGE_STEP_MS = 1_000

/** Whether a status says something that others do not know yet. */
export const isNews = (told: StreamStatus | null, next: StreamStatus): boolean =>
  told === null ||
  told.name !== next.name ||
  told.failures !== next.failures ||
  told.nextAttemptAt !== next.nextAttemptAt ||
  told.downSince !== next.downSince ||
  told.code !== next.code ||
  Math.abs((next.lastEventAt ?? 0) - (told.lastEventAt ?? 0)) >= AGE_STEP_MS

/** Nothing is known of a connection yet. */
export const IDLE: StreamStatus = {
  name: 'idle',
  failures: 0,
  nextAttemptAt: null,
  lastEventAt: null,
  downSince: null,
  code: null,
}

/** Between two leaders, or before the first. */
export const connecting = (before: StreamStatus | null, downSince: number | null): StreamStatus => ({
  ...(before ?? IDLE),
  name: 'connecting',
  nextAttemptAt: null,
  code: null,
  downSince,
})
