import { defineStore } from 'pinia'
import { computed, shallowReactive } from 'vue'
import type { DiagnosticCode } from '../../../contracts/index.ts'
import type { StreamEvent } from '../../client/index.ts'
import { awaitsEffect, isOpen, isUnanswered, type Command, type CommandKind } from './command.ts'
import { verdictOfEvent, type Verdict } from './command-verdict.ts'

export type { Command, CommandKind, CommandPhase } from './command.ts'

export type NewCommand = Pick<Command, 'key' | 'kind' | 'sessionId' | 'title' | 'requestedAt'> &
  Partial<Pick<Command, 'reason' | 'runId'>>

/** What the server said when it took a command on. */
export interface Acceptance {
  readonly auditId: string | null
  readonly reloadId: string | null
  readonly at: number
}

export interface CommandFailure {
  readonly code: DiagnosticCode
  readonly at: number
  readonly requestId?: string | null
  readonly retryAt?: number | null
}

const FRESH = {
  reason: null,
  runId: null,
  acceptedAt: null,
  endedAt: null,
  endSeenAt: null,
  auditId: null,
  reloadId: null,
  code: null,
  requestId: null,
  retryAt: null,
  isDismissed: false,
} as const

/** Older outcomes than these many commands ago are in the activity list. */
const REMEMBERED = 1_000

/** This user's commands, newest last. */
export const useCommandStore = defineStore('dev-hotload/commands', () => {
  const byKey = shallowReactive(new Map<string, Command>())
  const all = computed(() => [...byKey.values()])

  /** A command on its way, or waiting for its turn in a run. */
  function begin(command: NewCommand): void {
    const phase = (command.runId ?? null) === null ? 'requested' : 'waiting'
    byKey.set(command.key, { ...FRESH, ...command, phase })
    for (const old of byKey.values()) {
      if (byKey.size <= REMEMBERED) break
      if (!isOpen(old)) byKey.delete(old.key)
    }
  }

  function change(key: string, patch: Partial<Command>): void {
    const command = byKey.get(key)
    if (command) byKey.set(key, { ...command, ...patch })
  }

  /** An outcome is final: a late answer does not rewrite it. */
  function changeOpen(key: string, patch: Partial<Command>): void {
    const command = byKey.get(key)
    if (command && isOpen(command)) change(key, patch)
  }

  /** The server has taken the command on. Its effect may have been seen already. */
  function accepted(key: string, { auditId, reloadId, at }: Acceptance): void {
    const command = byKey.get(key)
    if (!command) return
    const isNew = command.phase === 'requested' || command.phase === 'waiting'
    change(key, {
      auditId: auditId ?? command.auditId,
      reloadId: reloadId ?? command.reloadId,
      ...(isNew ? { phase: 'accepted', acceptedAt: at, retryAt: null } : {}),
    })
    if (!isNew || command.endSeenAt === null) return
    if (command.kind === 'terminate') done(key, command.endSeenAt)
    else failed(key, { code: 'DH_API_404', at: command.endSeenAt })
  }

  const done = (key: string, at: number) => changeOpen(key, { phase: 'done', endedAt: at })

  const timedOut = (key: string, at: number) =>
    changeOpen(key, { phase: 'timed-out', endedAt: at, code: 'DH_COMMAND_001' })

  function failed(key: string, { code, at, requestId = null, retryAt = null }: CommandFailure): void {
    changeOpen(key, { phase: 'failed', endedAt: at, code, requestId, retryAt })
  }

  /** What was seen of a command's effect: on the stream, or when it was asked for. */
  function apply(key: string, verdict: Verdict, at: number): void {
    const command = byKey.get(key)
    if (!command) return
    switch (verdict.kind) {
      case 'nothing':
        return
      case 'end-seen':
        return changeOpen(key, { endSeenAt: at })
      case 'observed':
        if (command.phase === 'accepted') change(key, { phase: 'observed' })
        return
      case 'done':
      case 'failed': {
        // "No answer" and "not in time" are not outcomes of the session: its own word is, however late.
        if (!isOpen(command) && !isUnanswered(command) && command.phase !== 'timed-out') return
        const isDone = verdict.kind === 'done'
        const auditId = command.auditId ?? (isDone ? verdict.auditId : null)
        change(key, { phase: verdict.kind, endedAt: at, auditId, code: isDone ? null : verdict.code, retryAt: null })
      }
    }
  }

  function applyEvent(event: StreamEvent, at: number): void {
    for (const command of byKey.values()) apply(command.key, verdictOfEvent(command, event), at)
  }

  return {
    all,
    byKey: (key: string): Command | null => byKey.get(key) ?? null,
    begin,
    /** It leaves now; also again, with the same key. */
    sent: (key: string) =>
      change(key, { phase: 'requested', endedAt: null, code: null, retryAt: null, isDismissed: false }),
    /** Not now, says the server. */
    held: (key: string, retryAt: number) => changeOpen(key, { phase: 'waiting', retryAt }),
    /** It gets another turn. */
    requeue: (key: string, at: number) =>
      change(key, { phase: 'waiting', requestedAt: at, endedAt: null, code: null, retryAt: null }),
    accepted,
    done,
    failed,
    timedOut,
    apply,
    applyEvent,
    /** Of an earlier life of this page. */
    restore(commands: readonly Command[]): void {
      for (const command of commands) if (!byKey.has(command.key)) byKey.set(command.key, command)
    },
    openFor: (sessionId: string, kind: CommandKind): Command | null =>
      all.value.find((command) => command.sessionId === sessionId && command.kind === kind && isOpen(command)) ?? null,
    /** Fresh figures are no news of the session: they do not hide how a reload or a terminate went. */
    newestFor: (sessionId: string): Command | null =>
      all.value.findLast(
        ({ sessionId: of, kind, phase }) => of === sessionId && !(kind === 'refresh-metrics' && phase === 'done'),
      ) ?? null,
    ofRun: (runId: string): readonly Command[] => all.value.filter((command) => command.runId === runId),
    openOnes: (): readonly Command[] => all.value.filter(isOpen),
    awaitingEffect: (): readonly Command[] => all.value.filter(awaitsEffect),
    dismiss: (key: string) => change(key, { isDismissed: true }),
    forget: (key: string) => void byKey.delete(key),
    clear: () => byKey.clear(),
  }
})

export type CommandStore = ReturnType<typeof useCommandStore>
