import type { StreamEvent } from '../../client/index.ts'
import type { Clock } from '../../kernel/index.ts'

type Reloaded = Extract<StreamEvent, { kind: 'session-reloaded' }>

/** Reloads of sessions that no list has named yet: a session may reload before the answer to its start has come. */
export interface HeldReloads {
  hold(event: Reloaded): void
  /** A list has come: what it names is handed over, in order, and what waits too long is somebody else's. */
  settle(isOurs: (sessionId: string) => boolean, apply: (event: Reloaded) => void): void
  clear(): void
}

/** Two questions for the list, however many reasons there are to ask. */
const PATIENCE_MS = 15_000
const MOST = 200

export function createHeldReloads({ now }: Pick<Clock, 'now'>): HeldReloads {
  let held: { readonly at: number; readonly event: Reloaded }[] = []
  return {
    hold(event) {
      held.push({ at: now(), event })
      if (held.length > MOST) held.shift()
    },
    settle(isOurs, apply) {
      const waiting = held
      held = waiting.filter(({ at, event }) => !isOurs(event.sessionId) && now() - at < PATIENCE_MS)
      for (const { event } of waiting) if (isOurs(event.sessionId)) apply(event)
    },
    clear() {
      held = []
    },
  }
}
