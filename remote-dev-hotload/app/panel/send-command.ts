import type { DevHotloadHost } from '../../../contracts/index.ts'
import type { DevHotloadApiClient } from '../../client/index.ts'
import type { Clock } from '../../kernel/index.ts'
import { hasEnded, sessionTitle, type CommandKind } from '../../sessions/index.ts'
import type { Lists } from './lists.ts'
import type { Stores } from './stores.ts'

export interface CommandDeps {
  client: DevHotloadApiClient
  stores: Stores
  lists: Lists
  clock: Clock
  uuid: () => string
  telemetry: DevHotloadHost['telemetry']
}

/** How long the effect of an accepted command may take to show, ms. */
const EFFECT_MS = { terminate: 20_000, reload: 45_000 } as const

export interface CommandSender {
  send(kind: CommandKind, sessionId: string, reason: string | null): Promise<void>
  dispose(): void
}

/** Sends terminate and reload and follows each to its observed end: requested → accepted → done, failed or timed out. */
export function createCommandSender({ client, stores, lists, clock, uuid, telemetry }: CommandDeps): CommandSender {
  const waiting = new Set<() => void>()

  function expire(key: string, kind: CommandKind, sessionId: string): void {
    const cancel = clock.after(EFFECT_MS[kind], () => {
      waiting.delete(cancel)
      void settleLate(key, kind, sessionId)
    })
    waiting.add(cancel)
  }

  /** The stream has shown nothing: ask once before saying so. */
  async function settleLate(key: string, kind: CommandKind, sessionId: string): Promise<void> {
    await lists.openSession(sessionId)
    const session = stores.sessions.byId(sessionId)
    if (kind === 'terminate' && session && hasEnded(session)) stores.commands.done(key, clock.now())
    else stores.commands.timedOut(key, clock.now())
  }

  return {
    async send(kind, sessionId, reason) {
      const key = uuid()
      const requestedAt = clock.now()
      const session = stores.sessions.byId(sessionId)
      stores.commands.begin({ key, kind, sessionId, title: session ? sessionTitle(session) : sessionId, requestedAt })
      const answer = await client.commands[kind]({ sessionId, reason, key })
      if (answer.ok) {
        stores.commands.accepted(key, answer.value.auditId, answer.value.reloadId)
        // A server that ended the session at once has shown the effect in its answer.
        if (
          kind === 'terminate' &&
          (answer.value.terminatedAt !== null || hasEnded({ status: answer.value.status ?? '' }))
        ) {
          stores.commands.done(key, clock.now())
          lists.sessionsSoon()
        } else expire(key, kind, sessionId)
      } else {
        stores.commands.failed(key, clock.now(), answer.error.code, answer.error.requestId)
        void lists.openSession(sessionId)
        lists.sessionsSoon()
      }
      telemetry?.breadcrumb({
        action: `session.${kind}`,
        sessionId,
        result: answer.ok ? 'accepted' : 'failed',
        duration: clock.now() - requestedAt,
        ...(answer.ok ? {} : { errorCode: answer.error.code }),
      })
    },
    dispose() {
      for (const cancel of waiting) cancel()
      waiting.clear()
    },
  }
}
