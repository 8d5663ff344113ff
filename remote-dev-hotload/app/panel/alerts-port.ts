import { onScopeDispose, watch } from 'vue'
import { isOwnAlert, type AlertsPort } from '../../alerts/index.ts'
import { safeLink } from '../../kernel/index.ts'
import { startOfLog } from '../../logs/index.ts'
import { createAlertAsks } from './alert-asks.ts'
import type { DevHotload } from './create-dev-hotload.ts'
import { leaving } from './navigator.ts'

const IS_OVER = ['TERMINATED', 'EXPIRED']
/** A rule names a page; what else stands in a fingerprint does not. */
const RULE = /^\w[\w.-]*$/

/** What the alert views may read and ask for. To be made in a scope: it ends with it. */
export function createAlertsPort(panel: DevHotload): AlertsPort {
  const { stores, lists, navigator, clock, host, offers, links, commands } = panel
  const { alerts } = stores
  const { alertActs } = panel.client
  const sessionOf = (alertId: string) => alerts.byId(alertId)?.sessionId ?? null
  const { connection } = panel.feed
  /** The state that the reader looks at; undefined while nobody has looked. */
  let wanted: string | null | undefined

  const asks = createAlertAsks({
    acts: {
      acknowledge: (alertId) => commands.note('alert.acknowledge', sessionOf(alertId), alertActs.acknowledge(alertId)),
      snooze: (alertId, until) => commands.note('alert.snooze', sessionOf(alertId), alertActs.snooze(alertId, until)),
    },
    scope: () => `${host.tenant.get()?.id}\n${host.user.get()?.id}`,
    stateOf: (alertId) => alerts.byId(alertId)?.state ?? null,
    taker() {
      const asked = alerts.question()
      return (alert) => alerts.applySnapshot([alert], asked)
    },
    outdated: () => void lists.alerts(wanted ?? null),
  })
  for (const source of [host.tenant, host.user]) onScopeDispose(source.subscribe(asks.clear))
  watch(() => asks.pending.size > 0 && alerts.newestFirst, asks.settle)

  // What happened to an older one while nobody listened is in no list of the newest few.
  watch(
    () => connection.value.name === 'live' || connection.value.name === 'quiet',
    (isOpen) => isOpen && wanted !== undefined && void lists.alerts(wanted),
  )

  return {
    offers,
    alerts,
    own: stores.ownAlerts,
    clock,
    skewMs: () => stores.sessions.skewMs,
    load(state = null) {
      wanted = state
      void lists.alerts(state)
    },
    whyNot({ sessionId }) {
      if (connection.value.name === 'offline') return 'DH_API_001'
      const session = sessionId === null ? null : stores.sessions.byId(sessionId)
      // Who may do nothing more with a session that is over is still in charge of its alerts.
      if (!session || IS_OVER.includes(session.status)) return null
      return session.allowedActions.includes('ACKNOWLEDGE_ALERT') ? null : 'DH_API_403'
    },
    acknowledge: (alertId) => asks.send(alertId, { kind: 'acknowledge' }),
    snooze: (alertId, untilMs) =>
      asks.send(alertId, { kind: 'snooze', until: new Date(untilMs + stores.sessions.skewMs).toISOString() }),
    pending: asks.pending,
    askOf: asks.askOf,
    retry: asks.retry,
    dismiss: asks.dismiss,
    openSession: (sessionId) =>
      navigator.go({ sessionId, tab: 'logs', reload: null, log: leaving(navigator.place.value.log) }, 'push'),
    openLine: (sessionId, line) => navigator.go({ sessionId, tab: 'logs', log: { ...startOfLog, line } }, 'push'),
    openInbox: () => navigator.go({ sessionId: null, room: 'alerts', alertState: 'OPEN', auditId: null }, 'push'),
    runbookOf(alert) {
      const own = isOwnAlert(alert) ? null : safeLink(alert.runbookUrl)
      if (own !== null) return own
      const rule = isOwnAlert(alert) ? alert.code : alert.fingerprint.split(':')[0]!
      return links.runbooks === null || !RULE.test(rule) ? null : pageOf(links.runbooks, rule)
    },
    notify: host.notify ? (notice) => host.notify?.(notice) : null,
  }
}

/** The base may be a path of the shell's own origin. */
const pageOf = (base: string, rule: string): string | null =>
  safeLink(new URL(`${base.replace(/\/+$/, '')}/${rule}`, window.location.href).href)
