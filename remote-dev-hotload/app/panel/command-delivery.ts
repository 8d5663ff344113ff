import type { SessionMetrics } from '../../../contracts/index.ts'
import type { ApiError, CommandReceipt } from '../../client/index.ts'
import type { Result } from '../../kernel/index.ts'
import { hasEnded, type Command } from '../../sessions/index.ts'
import type { CommandDeps } from './send-command.ts'

export interface DeliveryDeps extends CommandDeps {
  /** Waits for the effect of a command that was taken on. */
  follow: (key: string) => void
  /** The same, and asks for it at once. */
  look: (key: string) => void
  /** The server asks for a pause of so many ms. */
  pause: (ms: number) => void
}

/** `again`: the server wants it later, and the run can wait. */
export type Delivered = 'settled' | 'again'

/** A longer wish of the server is told to the user, who decides. */
const LONGEST_HOLD_MS = 60_000
/** Refused for so long, a run goes on to the next one. */
const MOST_WAIT_MS = 300_000

/** Brings one command to the server and its answer into the store. */
export function createCommandDelivery(deps: DeliveryDeps): (key: string, signal: AbortSignal) => Promise<Delivered> {
  const { client, stores, lists, clock, onError, follow, look, pause } = deps
  const { commands, sessions } = stores

  function took(command: Command, { auditId, reloadId, status, terminatedAt }: CommandReceipt): void {
    const { key, kind, sessionId } = command
    commands.accepted(key, { auditId, reloadId, at: clock.now() })
    const shown = sessions.byId(sessionId)
    const isEnd = kind === 'terminate' && (terminatedAt !== null || hasEnded({ status: status ?? '' }))
    // The effect may have been shown before the answer came: in the answer itself, or on the stream.
    if (isEnd || (kind === 'terminate' && shown && hasEnded(shown))) commands.done(key, clock.now())
    else if (shown?.status === (kind === 'terminate' ? 'TERMINATING' : 'RELOADING'))
      commands.apply(key, { kind: 'observed' }, clock.now())
    if (isEnd) lists.sessionsSoon()
    if (auditId !== null) return follow(key)
    // A server that keeps no record carries out before it answers, and its stream may be silent.
    lists.sessionsSoon()
    look(key)
  }

  function measured({ key, sessionId }: Command, metrics: SessionMetrics): void {
    commands.done(key, clock.now())
    const session = sessions.byId(sessionId)
    if (session) sessions.applySession({ ...session, metrics })
    void lists.metrics(sessionId)
  }

  function refused(command: Command, error: ApiError): Delivered {
    const at = clock.now()
    const { code, requestId, retryAfterMs } = error
    const mayWait = code === 'DH_API_429' && command.runId !== null && at - command.requestedAt < MOST_WAIT_MS
    if (mayWait && (retryAfterMs ?? 0) <= LONGEST_HOLD_MS) {
      const ms = Math.max(1_000, retryAfterMs ?? 0)
      commands.held(command.key, at + ms)
      pause(ms)
      return 'again'
    }
    const retryAt = retryAfterMs === null ? null : at + retryAfterMs
    commands.failed(command.key, { code, at, requestId, retryAt })
    onError(error)
    // The row may be what was wrong.
    void lists.openSession(command.sessionId)
    lists.sessionsSoon()
    return 'settled'
  }

  async function ask(command: Command, signal: AbortSignal): Promise<Result<() => void, ApiError>> {
    const request = { sessionId: command.sessionId, reason: command.reason, key: command.key, signal, onPause: pause }
    if (command.kind === 'refresh-metrics') {
      const answer = await client.commands.refreshMetrics({ ...request, reason: null })
      return answer.ok ? { ok: true, value: () => measured(command, answer.value) } : answer
    }
    const answer = await client.commands[command.kind](request)
    return answer.ok ? { ok: true, value: () => took(command, answer.value) } : answer
  }

  return async (key, signal) => {
    const command = commands.byKey(key)
    if (!command) return 'settled'
    commands.sent(key)
    const answer = await ask(command, signal)
    // Nobody is left to tell, or it is another person now.
    if (signal.aborted) return 'settled'
    if (!answer.ok) return refused(command, answer.error)
    answer.value()
    return 'settled'
  }
}
