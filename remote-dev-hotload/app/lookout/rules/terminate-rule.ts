import { effectScope, watch } from 'vue'
import type { DiagnosticCode } from '../../../../contracts/index.ts'
import type { OwnAlertStore } from '../../../alerts/index.ts'
import type { Clock } from '../../../kernel/index.ts'
import { isOpen, type Command, type CommandPhase, type CommandStore } from '../../../sessions/index.ts'
import { calmly, type OnFault } from '../../panel/calm-verbs.ts'
import type { Causes } from './cause.ts'
import type { Rule } from './rule.ts'

export interface TerminateRuleDeps {
  commands: Pick<CommandStore, 'all'>
  clock: Clock
  /** The browser has no network. */
  isOffline: () => boolean
  ownAlerts: Pick<OwnAlertStore, 'raise' | 'resolve'>
  causes: Causes
  /** A bug of ours. */
  onFault: OnFault
}

export const TERMINATE_ALERT = 'terminate.failing'

const IN_A_ROW = 3
/** Nobody has had to terminate anything for so long: whether it would fail, nobody knows. */
export const FORGOTTEN_MS = 1_800_000

/** The server has judged, and not failed: gone or over already, not allowed, not now, not signed in, not offered. */
const NO_FAILURE = new Set<DiagnosticCode | null>([
  ...(['DH_API_401', 'DH_API_403', 'DH_API_404', 'DH_API_409', 'DH_API_429', 'DH_API_501'] as const),
  null,
])

interface Failure {
  readonly key: string
  readonly at: number
  readonly code: DiagnosticCode
  readonly sessionId: string
  readonly title: string
}

const distinct = <T>(values: readonly T[]): readonly T[] => [...new Set(values)]

/** "Three terminates in a row were not carried out", of those that this user has asked for in this panel. */
export function createTerminateRule(deps: TerminateRuleDeps): Rule {
  const { commands, clock, isOffline, ownAlerts, causes, onFault } = deps
  const phases = new Map<string, CommandPhase>()
  let row: Failure[] = []
  let succeededAt = -Infinity
  let isRaised = false

  function takeBack(): void {
    if (isRaised) ownAlerts.resolve(TERMINATE_ALERT)
    isRaised = false
  }

  function raise(first: Failure, last: Failure): void {
    isRaised = true
    const sessions = distinct(row.map(({ sessionId }) => sessionId))
    const sessionId = sessions.length === 1 ? first.sessionId : null
    const since = first.at
    const count = row.length
    ownAlerts.raise({
      ...{ id: TERMINATE_ALERT, code: 'DH_ALERT_002', severity: 'CRITICAL', since, count, sessionId },
      ...{ at: last.at, title: sessionId === null ? null : first.title },
    })
    causes.raised({
      ...{ kind: 'terminate.failing', severity: 'critical', since, count, sessionId, mark: first.key },
      details: {
        code: 'DH_ALERT_002',
        failures: count,
        sessions: sessions.length,
        reasons: distinct(row.map(({ code }) => code)).join(' '),
      },
    })
  }

  /** Null when it is no failure of a server's. */
  function failureOf(command: Command, isRemembered: boolean): Failure | null {
    const { key, phase, sessionId, title } = command
    const code = phase === 'timed-out' ? 'DH_COMMAND_001' : command.code
    const at = command.endedAt ?? clock.now()
    if (code === null || NO_FAILURE.has(code)) return null
    // Of an earlier life of the page nobody knows any more whether it had a network.
    if (code === 'DH_API_001' && (isRemembered || isOffline())) return null
    if (at <= succeededAt || clock.now() - at >= FORGOTTEN_MS) return null
    return { key, at, code, sessionId, title }
  }

  function succeeded(at: number, isRemembered: boolean): void {
    succeededAt = Math.max(succeededAt, at)
    row = row.filter((failure) => failure.at > at)
    if (row.length >= IN_A_ROW) return
    takeBack()
    // What was told before the page was loaded anew may have come after it.
    if (!isRemembered) causes.over('terminate.failing')
  }

  function settled(command: Command, before: CommandPhase | undefined): void {
    if (command.phase === 'done') return succeeded(command.endedAt ?? clock.now(), before === undefined)
    // An outcome that only gets another name has been counted.
    if (before !== undefined && !isOpen({ ...command, phase: before })) return
    const failure = failureOf(command, before === undefined)
    if (!failure) return
    row.push(failure)
    const [first] = row
    if (first && row.length >= IN_A_ROW) raise(first, failure)
  }

  function follow(all: readonly Command[]): void {
    for (const command of all) {
      if (command.kind !== 'terminate') continue
      const before = phases.get(command.key)
      if (before === command.phase) continue
      phases.set(command.key, command.phase)
      if (!isOpen(command)) settled(command, before)
    }
    if (phases.size <= all.length) return
    const known = new Set(all.map(({ key }) => key))
    for (const key of phases.keys()) if (!known.has(key)) phases.delete(key)
  }

  const scope = effectScope(true)
  // In step with the store: between two looks a command may fail, be sent again and fail again.
  scope.run(() => watch(() => commands.all, calmly(follow, onFault), { flush: 'sync', immediate: true }))

  return {
    look() {
      const last = row.at(-1)
      if (!last || clock.now() - last.at < FORGOTTEN_MS) return
      row = []
      if (isRaised) causes.over('terminate.failing')
      takeBack()
    },
    changeScope() {
      row = []
      takeBack()
      phases.clear()
      succeededAt = -Infinity
    },
    dispose: () => scope.stop(),
  }
}
