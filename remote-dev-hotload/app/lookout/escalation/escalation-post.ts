import type { DiagnosticCode } from '../../../../contracts/index.ts'
import type { ApiError, Notifications } from '../../../client/index.ts'
import { backoffDelay, err, type Clock } from '../../../kernel/index.ts'
import type { OnFault } from '../../panel/calm-verbs.ts'
import { notificationOf, type Escalation } from './escalation.ts'

export interface EscalationPostDeps {
  notifications: Notifications
  clock: Clock
  random: () => number
  isOffline: () => boolean
  onFault: OnFault
  /** What is to be sent next; null when there is nothing. */
  next: () => Escalation | null
  /** Told before each try, and with null when it has failed. */
  note: (key: string, triedAt: number | null) => void
  /** The server has it, or will never take it. */
  settle: (key: string) => void
}

/** Brings one notification after the other to the Dev API, however long that takes. */
export interface EscalationPost {
  /** Something is to be sent; a wait that runs is waited out. */
  soon(): void
  /** The server can be reached again: nothing is waited for. */
  now(): void
  /** Nothing more is sent in this name. */
  stop(): void
}

const BACKOFF = { base: 2_000, cap: 60_000, floor: 1_000 }

const BUG: ApiError = { code: 'DH_API_001', status: 0, requestId: null, retryAfterMs: null }

/** To be told later. Whatever else the server says, it says for good. */
const LATER = new Set<DiagnosticCode>(['DH_API_001', 'DH_API_002', 'DH_API_401', 'DH_API_429', 'DH_LOAD_001'])

export function createEscalationPost(deps: EscalationPostDeps): EscalationPost {
  const { notifications, clock, random, isOffline, onFault, next, note, settle } = deps
  let life = new AbortController()
  let isSending = false
  let failures = 0
  let cancelWait: (() => void) | null = null

  function wait(least: number): void {
    cancelWait?.()
    const ms = Math.max(least, backoffDelay(Math.max(1, failures), random(), BACKOFF))
    cancelWait = clock.after(ms, () => {
      cancelWait = null
      work()
    })
  }

  function failed({ code, retryAfterMs }: ApiError, key: string): void {
    if (!LATER.has(code)) return settle(key)
    note(key, null)
    failures++
    wait(retryAfterMs ?? 0)
  }

  async function send(escalation: Escalation, { signal }: AbortController): Promise<void> {
    isSending = true
    note(escalation.key, clock.now())
    const answer = await notifications.send(notificationOf(escalation, signal)).catch((error: unknown) => {
      onFault(error)
      return err(BUG)
    })
    if (signal.aborted) return
    isSending = false
    if (!answer.ok) return failed(answer.error, escalation.key)
    failures = 0
    settle(escalation.key)
    work()
  }

  function work(): void {
    // Nobody is asked in vain.
    if (isSending || cancelWait || isOffline()) return
    const escalation = next()
    if (!escalation) return
    send(escalation, life).catch(onFault)
  }

  function endWait(): void {
    cancelWait?.()
    cancelWait = null
  }

  return {
    soon: work,
    now() {
      failures = 0
      endWait()
      work()
    },
    stop() {
      life.abort()
      life = new AbortController()
      isSending = false
      failures = 0
      endWait()
    },
  }
}
