import { shallowReactive } from 'vue'
import type { Alert, DiagnosticCode } from '../../../contracts/index.ts'
import type { AlertActs } from '../../client/index.ts'

/** What was asked of an alert. */
export type AlertAsk =
  { readonly kind: 'acknowledge' } | { readonly kind: 'snooze'; /** RFC 3339. */ readonly until: string }

export interface AlertAskDeps {
  acts: AlertActs
  /** Who asks in which tenant: an answer of another scope is not taken. */
  scope: () => string
  stateOf: (alertId: string) => string | null
  /** Called before it is sent; takes the answer unless something newer has come meanwhile. */
  taker: () => (alert: Alert) => void
  /** What is shown is not what the server has: it is asked for anew. */
  outdated: () => void
}

/** What people ask of alerts, and how it stands. Nothing is shown as done before the server says so. */
export interface AlertAsks {
  readonly pending: ReadonlyMap<string, 'busy' | DiagnosticCode>
  askOf(alertId: string): AlertAsk['kind'] | null
  send(alertId: string, ask: AlertAsk): void
  /** The same once more, after it has failed. */
  retry(alertId: string): void
  dismiss(alertId: string): void
  /** Forgets failures that something has overtaken: the alert is in another state than when they happened. */
  settle(): void
  clear(): void
}

/** The server's word for it is another than ours, or the sign-in has ended: a fresh answer brings either to light. */
const IS_OUTDATED: readonly DiagnosticCode[] = ['DH_API_401', 'DH_API_404', 'DH_API_409']

export function createAlertAsks({ acts, scope, stateOf, taker, outdated }: AlertAskDeps): AlertAsks {
  const pending = shallowReactive(new Map<string, 'busy' | DiagnosticCode>())
  const asks = new Map<string, { readonly ask: AlertAsk; readonly state: string | null }>()

  function dismiss(alertId: string): void {
    pending.delete(alertId)
    asks.delete(alertId)
  }

  async function send(alertId: string, ask: AlertAsk): Promise<void> {
    if (pending.get(alertId) === 'busy') return
    const mine = scope()
    const take = taker()
    const asked = { ask, state: stateOf(alertId) }
    asks.set(alertId, asked)
    pending.set(alertId, 'busy')
    const answer = ask.kind === 'snooze' ? acts.snooze(alertId, ask.until) : acts.acknowledge(alertId)
    const result = await answer.catch(() => null)
    if (mine !== scope() || asks.get(alertId) !== asked) return
    if (result?.ok) {
      dismiss(alertId)
      take(result.value)
      return
    }
    const code = result?.error.code ?? 'DH_VIEW_002'
    pending.set(alertId, code)
    if (IS_OUTDATED.includes(code)) outdated()
    settle()
  }

  function settle(): void {
    for (const [alertId, { state }] of asks) {
      const code = pending.get(alertId)
      // That somebody was faster is what the new state means; it stays until it has been read.
      if (code !== 'busy' && code !== 'DH_API_409' && stateOf(alertId) !== state) dismiss(alertId)
    }
  }

  return {
    pending,
    askOf: (alertId) => asks.get(alertId)?.ask.kind ?? null,
    send: (alertId, ask) => void send(alertId, ask),
    retry(alertId) {
      const known = asks.get(alertId)
      if (known) void send(alertId, known.ask)
    },
    dismiss,
    settle,
    clear() {
      pending.clear()
      asks.clear()
    },
  }
}
