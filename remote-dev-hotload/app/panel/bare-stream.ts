import { watch } from 'vue'
import type { DevHotloadApiClient, StreamEvent } from '../../client/index.ts'
import type { Clock } from '../../kernel/index.ts'
import { createHeldReloads } from './held-reloads.ts'
import type { Stores } from './stores.ts'
import type { EventEffect } from './update-reason.ts'

export interface BareStreamDeps {
  client: Pick<DevHotloadApiClient, 'isOurs'>
  stores: Pick<Stores, 'sessions' | 'reloads'>
  clock: Clock
  /** The stream tells of all tenants, and a start is all it says of a session. */
  isBare: () => boolean
}

/** Keeps apart what the stream tells of other tenants: only what the tenant's list names is ours. */
export interface BareStream {
  /** Null for what may be shown; else what the event changes all the same. */
  judge(event: StreamEvent): EventEffect | null
  forget(): void
  dispose(): void
}

export function createBareStream({ client, stores, clock, isBare }: BareStreamDeps): BareStream {
  const held = createHeldReloads(clock)
  /** The answer has the newest reload of each; the timeline wants all of them. */
  const settle = () =>
    held.settle(client.isOurs, ({ sessionId, reload }) => stores.reloads.applyReload(sessionId, reload))
  const unwatch = watch(() => stores.sessions.list, settle, { flush: 'sync' })

  return {
    judge(event) {
      // That events are missing concerns everybody.
      if (!isBare() || event.kind === 'gap') return null
      const sessionId = 'sessionId' in event ? event.sessionId : null
      if (sessionId !== null && client.isOurs(sessionId)) return null
      if (event.kind === 'session-reloaded') held.hold(event)
      // It may be one of ours that has just started: the list knows, and tells all that was heard of it.
      return event.kind === 'session-updated' ? 'elsewhere' : 'none'
    },
    forget: held.clear,
    dispose() {
      unwatch()
      held.clear()
    },
  }
}
