import { defineStore } from 'pinia'
import { computed, shallowReactive } from 'vue'
import type { DiagnosticCode } from '../../contracts/index.ts'
import type { StreamEvent } from '../client/index.ts'

export type CommandKind = 'terminate' | 'reload'

/** Accepted is not done: done is what the stream has shown. */
export type CommandPhase = 'requested' | 'accepted' | 'done' | 'failed' | 'timed-out'

/** One command of this user, from the click to its observed effect. Times are wall-clock ms. */
export interface Command {
  /** The idempotency key; the same on each retry. */
  readonly key: string
  readonly kind: CommandKind
  readonly sessionId: string
  readonly title: string
  readonly phase: CommandPhase
  readonly requestedAt: number
  readonly endedAt: number | null
  readonly auditId: string | null
  readonly reloadId: string | null
  readonly code: DiagnosticCode | null
  readonly requestId: string | null
}

const OPEN_PHASES = new Set<CommandPhase>(['requested', 'accepted'])

export const isOpen = (command: Command): boolean => OPEN_PHASES.has(command.phase)

/** This user's commands, newest last. */
export const useCommandStore = defineStore('dev-hotload/commands', () => {
  const byKey = shallowReactive(new Map<string, Command>())
  const all = computed(() => [...byKey.values()])

  function begin(command: Pick<Command, 'key' | 'kind' | 'sessionId' | 'title' | 'requestedAt'>): void {
    const fresh = {
      phase: 'requested',
      endedAt: null,
      auditId: null,
      reloadId: null,
      code: null,
      requestId: null,
    } as const
    byKey.set(command.key, { ...command, ...fresh })
  }

  function change(key: string, patch: Partial<Command>): void {
    const command = byKey.get(key)
    // An outcome is final: a late answer or a second event does not rewrite it.
    if (command && isOpen(command)) byKey.set(key, { ...command, ...patch })
  }

  /** The server has taken the command on. The effect may have been seen already: then only the ids are added. */
  function accepted(key: string, auditId: string, reloadId: string | null): void {
    const command = byKey.get(key)
    if (!command) return
    const phase = command.phase === 'requested' ? 'accepted' : command.phase
    byKey.set(key, { ...command, phase, auditId, reloadId: reloadId ?? command.reloadId })
  }

  const done = (key: string, at: number) => change(key, { phase: 'done', endedAt: at })

  const timedOut = (key: string, at: number) => change(key, { phase: 'timed-out', endedAt: at, code: 'DH_COMMAND_001' })

  function failed(key: string, at: number, code: DiagnosticCode, requestId: string | null = null): void {
    change(key, { phase: 'failed', endedAt: at, code, requestId })
  }

  /** What the stream shows settles the open commands of that session. */
  function applyEvent(event: StreamEvent, at: number): void {
    for (const command of byKey.values()) {
      if (!isOpen(command) || !('sessionId' in event) || event.sessionId !== command.sessionId) continue
      if (event.kind === 'session-terminated') {
        if (command.kind === 'terminate') {
          done(command.key, at)
          if (event.end.auditId !== null) accepted(command.key, event.end.auditId, null)
        } else failed(command.key, at, 'DH_API_404')
      }
      if (event.kind === 'session-reloaded' && command.kind === 'reload') settleReload(command, event.reload, at)
    }
  }

  function settleReload(
    command: Command,
    reload: { reloadId: string | null; success: boolean | null },
    at: number,
  ): void {
    // The server may name the reload by its own id or by ours, which was sent as X-Reload-ID.
    if (reload.reloadId !== (command.reloadId ?? command.key) && reload.reloadId !== command.key) return
    if (reload.success === false) failed(command.key, at, 'DH_COMMAND_002')
    else done(command.key, at)
  }

  const openFor = (sessionId: string, kind: CommandKind): Command | null =>
    all.value.find((command) => command.sessionId === sessionId && command.kind === kind && isOpen(command)) ?? null

  return {
    all,
    begin,
    accepted,
    done,
    failed,
    timedOut,
    applyEvent,
    openFor,
    dismiss: (key: string) => void byKey.delete(key),
    clear: () => byKey.clear(),
  }
})

export type CommandStore = ReturnType<typeof useCommandStore>
