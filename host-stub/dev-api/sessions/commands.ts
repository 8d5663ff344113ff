import { mayUsePanel, type Caller } from '../auth/caller.ts'
import type { Audit, AuditResult } from '../audit/audit.ts'
import { toIso, type Clock } from '../clock.ts'
import type { Idempotency } from '../db/idempotency.ts'
import { done, failed, type Outcome } from '../problem.ts'
import type { Random } from '../random.ts'
import { allowedActions } from './allowed-actions.ts'
import type { CommandKind, CommandStore } from './command-store.ts'
import type { EndSession } from './end-session.ts'
import type { SessionNews } from './session-news.ts'
import { accessOf, type KnownStatus, type SessionRow } from './session-row.ts'
import type { SessionStore } from './session-store.ts'
import type { SessionTiming } from './timing.ts'
import type { Vitality } from './vitality.ts'

export interface Command {
  caller: Caller
  sessionId: string
  reason: string | null
  requestId: string | null
  idempotencyKey: string | null
  /** Name for the reload to come; only of interest to `reload`. */
  reloadId?: string | null
}

export interface CommandDone {
  auditId: string
  sessionId: string
  status: KnownStatus
  reloadId?: string
  terminatedAt?: string
}

export interface CommandsDeps {
  clock: Clock
  random: Random
  store: SessionStore
  commands: CommandStore
  idempotency: Idempotency
  audit: Audit
  news: SessionNews
  vitality: Vitality
  endSession: EndSession
  timing: SessionTiming
}

const ACTION_NAMES = { terminate: 'session.terminate', reload: 'session.reload' } as const

/** Terminate and reload as the panel asks for them; REST and GraphQL both come here. */
export const createCommands = (deps: CommandsDeps) => {
  const { clock, random, store, commands, idempotency, audit, news, vitality, endSession, timing } = deps

  const record = (command: Command, kind: CommandKind, result: AuditResult, details?: object): string =>
    audit.record({
      caller: command.caller,
      action: ACTION_NAMES[kind],
      sessionId: command.sessionId,
      result,
      reason: command.reason,
      requestId: command.requestId,
      details,
    })

  /** Everything that can speak against a command, each refusal with its audit row. */
  const admit = (command: Command, kind: CommandKind): Outcome<SessionRow> => {
    const { caller, sessionId } = command
    const row = store.inTenant(caller.tenant.id, sessionId)
    const action = kind === 'terminate' ? 'TERMINATE' : 'RELOAD'
    if (
      !mayUsePanel(caller) ||
      (row && row.ended_at === null && !allowedActions(caller, accessOf(row)).includes(action))
    ) {
      record(command, kind, 'denied')
      return failed('forbidden', `The account may not ${kind} this session.`)
    }
    if (!row) {
      record(command, kind, 'failed', { cause: 'not found' })
      return failed('not-found', 'There is no such session.')
    }
    const busy = row.status === 'TERMINATING' || (kind === 'reload' && row.status === 'RELOADING')
    if (row.ended_at !== null || busy) {
      record(command, kind, 'conflict', { status: row.status })
      return failed('conflict', `The session is ${row.status} already.`, { sessionId, status: row.status })
    }
    return done(row)
  }

  const start = (
    row: SessionRow,
    kind: CommandKind,
    auditId: string,
    ms: number,
    rest: { reason: string | null; reloadId?: string },
  ) => {
    const now = clock.now()
    commands.insert({
      audit_id: auditId,
      tenant_id: row.tenant_id,
      session_no: row.no,
      kind,
      reload_id: rest.reloadId ?? null,
      reason: rest.reason,
      former_status: row.status,
      requested_at: now,
      deadline_at: now + ms,
      done_at: null,
      outcome: null,
    })
  }

  const once = (command: Command, kind: CommandKind, work: (row: SessionRow) => CommandDone): Outcome<CommandDone> =>
    idempotency.once(
      {
        tenantId: command.caller.tenant.id,
        actor: command.caller.person.id,
        key: command.idempotencyKey,
        target: `${kind}:${command.sessionId}`,
      },
      () => {
        const admitted = admit(command, kind)
        return admitted.ok ? done(work(admitted.value)) : admitted
      },
    )

  return {
    /** TERMINATING when the CLI is asked to stop, TERMINATED when there is no CLI to ask. */
    terminate: (command: Command): Outcome<CommandDone> =>
      once(command, 'terminate', (row) => {
        const { sessionId, reason } = command
        const alive = vitality.isAlive(row)
        const auditId = record(command, 'terminate', alive ? 'accepted' : 'done')
        start(row, 'terminate', auditId, timing.terminateMs, { reason })
        if (alive) {
          news.updated(store.update(row, { status: 'TERMINATING', status_reason: reason }))
          return { auditId, sessionId, status: 'TERMINATING' }
        }
        endSession(row, { status: 'TERMINATED', note: 'terminated by the panel' })
        return { auditId, sessionId, status: 'TERMINATED', terminatedAt: toIso(clock.now()) }
      }),

    /** RELOADING until the CLI reports the reload with this `reloadId`. */
    reload: (command: Command): Outcome<CommandDone> =>
      once(command, 'reload', (row) => {
        const { sessionId, reason } = command
        const reloadId = command.reloadId ?? command.idempotencyKey ?? random.uuid()
        const auditId = record(command, 'reload', 'accepted', { reloadId })
        start(row, 'reload', auditId, timing.reloadMs, { reason, reloadId })
        const updated = store.update(row, { status: 'RELOADING', status_reason: reason })
        news.updated(updated, { pendingReload: { reloadId } })
        return { auditId, sessionId, status: 'RELOADING', reloadId }
      }),
  }
}

export type Commands = ReturnType<typeof createCommands>
