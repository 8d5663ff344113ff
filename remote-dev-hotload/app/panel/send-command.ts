import { effectScope, watch } from 'vue'
import type { ApiError, DevHotloadApiClient } from '../../client/index.ts'
import type { Clock } from '../../kernel/index.ts'
import { isOpen, isUnanswered, mayRetry, sessionTitle, type Command, type CommandKind } from '../../sessions/index.ts'
import { calmVerbs, type OnFault } from './calm-verbs.ts'
import { createCommandDelivery } from './command-delivery.ts'
import { createCommandEffects } from './command-effects.ts'
import type { NoteAct } from '../telemetry/note-act.ts'
import type { CommandMemory } from './command-memory.ts'
import { createCommandQueue } from './command-queue.ts'
import type { Lists } from './lists.ts'
import type { Stores } from './stores.ts'

export interface CommandDeps {
  client: Pick<DevHotloadApiClient, 'commands' | 'queries'>
  stores: Pick<Stores, 'sessions' | 'commands' | 'attention'>
  lists: Pick<Lists, 'openSession' | 'sessionsSoon' | 'metrics'>
  memory: CommandMemory
  clock: Clock
  uuid: () => string
  onError: (error: ApiError) => void
  /** A bug of ours; without it the promise rejects into the window. */
  onFault?: OnFault
}

export interface CommandSender {
  /** Goes on with what an earlier life of this page has left. */
  start(): Promise<void>
  /** Does nothing while a command of this kind is on its way to this session. Resolves with the answer. */
  send(kind: CommandKind, sessionId: string, reason: string | null): Promise<void>
  sendAll(kind: CommandKind, sessionIds: readonly string[], reason: string | null): void
  retry(key: string): void
  retryRun(runId: string): void
  /** What is over leaves the memory of this tab; what is still under way stays. */
  forgetSettled(): void
  /** Another person or tenant, or nobody: nothing more is sent in the old one's name, and nothing is remembered. */
  changeScope(): void
  /** Leaves crumbs for something else that was asked of the server. Answers what it was given. */
  note: NoteAct
  dispose(): void
}

/** A run asks for so many things at a time; the rest wait. */
const AT_ONCE = 6

/** Sends the user's commands, each once, and follows each to its observed end. */
export function createCommandSender(deps: CommandDeps): Omit<CommandSender, 'note'> {
  const { stores, memory, clock, uuid } = deps
  const { commands } = stores
  const calm = <T extends object>(verbs: T): T => (deps.onFault ? calmVerbs(verbs, deps.onFault) : verbs)
  let life = new AbortController()
  const effects = calm(createCommandEffects(deps))
  const delivery = createCommandDelivery({
    ...deps,
    follow: effects.follow,
    look: (key) => void effects.resume(key),
    pause: (ms) => queue.pause(ms),
  })
  const { deliver } = calm({ deliver: (key: string) => delivery(key, life.signal) })
  const queue = createCommandQueue({ clock, most: AT_ONCE, work: deliver })

  const scope = effectScope(true)
  scope.run(() => watch(() => commands.all, memory.keep, { flush: 'sync' }))

  /** Null when one of this kind is on its way already: two clicks are one wish. */
  function begin(kind: CommandKind, sessionId: string, reason: string | null, runId: string | null): string | null {
    if (commands.openFor(sessionId, kind)) return null
    const session = stores.sessions.byId(sessionId) ?? stores.attention.byId(sessionId)
    const title = session ? sessionTitle(session) : sessionId
    const key = uuid()
    commands.begin({ key, kind, sessionId, title, reason, runId, requestedAt: clock.now() })
    return key
  }

  /** The key to send now; null when there is nothing to repeat. */
  function renew(command: Command): string | null {
    if (!mayRetry(command)) return null
    if (isUnanswered(command)) return commands.openFor(command.sessionId, command.kind) ? null : command.key
    const key = begin(command.kind, command.sessionId, command.reason, command.runId)
    if (key !== null) commands.forget(command.key)
    return key
  }

  function resume(command: Command): void {
    if (command.phase === 'requested') void deliver(command.key)
    else if (command.phase === 'waiting') queue.add([command.key])
    else void effects.resume(command.key)
  }

  function end(): void {
    life.abort()
    queue.clear()
    effects.clear()
  }

  return {
    async start() {
      const { signal } = life
      const remembered = await memory.read()
      if (signal.aborted) return
      // What was begun since is on its way already.
      const fresh = remembered.filter(({ key }) => commands.byKey(key) === null)
      commands.restore(fresh)
      fresh.filter(isOpen).forEach(resume)
    },
    async send(kind, sessionId, reason) {
      const key = begin(kind, sessionId, reason, null)
      if (key !== null) await deliver(key)
    },
    sendAll(kind, sessionIds, reason) {
      const runId = uuid()
      queue.add(sessionIds.flatMap((sessionId) => begin(kind, sessionId, reason, runId) ?? []))
    },
    retry(key) {
      const command = commands.byKey(key)
      const next = command && renew(command)
      if (next) void deliver(next)
    },
    retryRun(runId) {
      const keys = commands.ofRun(runId).flatMap((command) => renew(command) ?? [])
      for (const key of keys) commands.requeue(key, clock.now())
      queue.add(keys)
    },
    forgetSettled() {
      for (const command of commands.all) if (!isOpen(command)) commands.forget(command.key)
    },
    changeScope() {
      end()
      life = new AbortController()
      memory.forget()
    },
    dispose() {
      // First, so that what is on its way is remembered as such and goes on when the panel is opened again.
      scope.stop()
      end()
    },
  }
}
