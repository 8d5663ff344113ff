import { onTestFinished } from 'vitest'
import { DEFAULT_LIMITS } from '../../limits.ts'
import { openStorage } from '../../storage.ts'
import { createManualClock } from '../../testing/manual-clock.ts'
import { tempFile } from '../../testing/temp-file.ts'
import { NO_TARGETS, type AlertTargets } from '../alert-targets.ts'
import { createDispatcher } from '../dispatcher.ts'
import type { DeliveryRow } from '../outbox.ts'
import { createPost } from '../post.ts'

/** An outbox in a file and a dispatcher with a clock that is moved by hand. */
export const startOutbox = (
  targets: Partial<AlertTargets>,
  { file = tempFile(), clock = createManualClock(), timeoutMs = 10_000 } = {},
) => {
  const { db, outbox } = openStorage(file, clock, DEFAULT_LIMITS)
  const said: string[] = []
  const dispatcher = createDispatcher({
    outbox,
    targets: { ...NO_TARGETS, ...targets },
    post: createPost({ clock, fetch: globalThis.fetch, timeoutMs }),
    onUndelivered: (sentence) => said.push(sentence),
    onCrash: (error) => {
      throw error
    },
  })
  const stop = async () => {
    await dispatcher.dispose()
    db.dispose()
  }
  let stopped: Promise<void> | null = null
  const dispose = () => (stopped ??= stop())
  onTestFinished(dispose)
  return {
    file,
    clock,
    outbox,
    dispatcher,
    dispose,
    said,
    rows: () => db.prepare<DeliveryRow>('select * from deliveries order by delivery_id').all(),
  }
}
