import { effectScope, watch } from 'vue'
import type { ApiError, Queries } from '../../client/index.ts'
import type { Clock } from '../../kernel/index.ts'
import type { SessionStore } from '../../sessions/index.ts'
import type { AttentionStore } from '../../sessions/attention/index.ts'
import type { OnFault } from './calm-verbs.ts'

/** Asks who needs attention while somebody looks: at once, and after the list has changed. */
export interface AttentionPoll {
  /** Somebody looks; the returned function says that they have left. */
  watch(): () => void
  /** Now, whatever was asked before. */
  retry(): void
  dispose(): void
}

export interface AttentionPollDeps {
  queries: Pick<Queries, 'sessions'>
  attention: AttentionStore
  sessions: Pick<SessionStore, 'list'>
  clock: Clock
  tenantId: () => string | null
  isHidden: () => boolean
  onError: (error: ApiError) => void
  /** A bug of ours; without it the promise rejects into the window. */
  onFault?: OnFault
}

/** A list that changes all the time makes no more questions than this. */
const LEAST_MS = 10_000
const MOST_FAILED = 20
/** More than the failed ones: whole owners are cleaned up at once. */
const MOST_LOST = 50

export function createAttentionPoll(deps: AttentionPollDeps): AttentionPoll {
  const { queries, attention, sessions, clock, tenantId, isHidden, onError, onFault } = deps
  let readers = 0
  let cancel: (() => void) | null = null
  let asked = { at: -Infinity, era: attention.era }
  let isAsking = false
  let isWanted = false
  let isDisposed = false

  function soon(): void {
    if (readers === 0 || isDisposed) return
    isWanted = true
    if (isAsking || cancel) return
    // Another tenant's answer does not hold back the first question of this one.
    const wait = asked.era === attention.era ? asked.at + LEAST_MS - clock.monotonic() : 0
    if (wait > 0 || isHidden()) cancel = clock.after(Math.max(wait, isHidden() ? LEAST_MS : 0), again)
    else void ask().catch(onFault)
  }

  function again(): void {
    cancel = null
    if (isWanted) soon()
  }

  async function ask(): Promise<void> {
    isAsking = true
    isWanted = false
    const { era } = attention
    asked = { at: clock.monotonic(), era }
    const question = {
      tenantId: tenantId(),
      orderBy: { field: 'LAST_RELOAD_AT', direction: 'DESC' },
      offset: 0,
    } as const
    const [failed, lost] = await Promise.all([
      queries.sessions({ ...question, filter: { status: ['FAILED'] }, limit: MOST_FAILED }),
      queries.sessions({ ...question, filter: { stale: true }, limit: MOST_LOST }),
    ])
    isAsking = false
    if (isDisposed) return
    if (era === attention.era) {
      if (failed.ok && lost.ok) attention.applyAnswers({ failed: failed.value, lost: lost.value }, clock.now())
      else refused([failed, lost].flatMap((answer) => (answer.ok ? [] : [answer.error])))
    }
    if (isWanted) soon()
  }

  function refused(errors: readonly ApiError[]): void {
    const [error] = errors
    if (!error) return
    attention.askFailed(error.code, error.requestId)
    onError(error)
  }

  // Detached: the panel outlives the component that happens to make it.
  const scope = effectScope(true)
  scope.run(() => {
    watch(
      () => sessions.list,
      ({ kind }) => kind === 'ready' && soon(),
    )
  })

  return {
    watch() {
      readers++
      let isGone = false
      soon()
      return () => {
        if (isGone) return
        isGone = true
        if (--readers > 0) return
        cancel?.()
        cancel = null
        isWanted = false
      }
    },
    retry() {
      asked = { at: -Infinity, era: attention.era }
      cancel?.()
      cancel = null
      soon()
    },
    dispose() {
      isDisposed = true
      cancel?.()
      cancel = null
      scope.stop()
    },
  }
}
