import type { Meta } from '@storybook/vue3-vite'
import { h } from 'vue'
import { CORE_OFFERS, type Alert, type DiagnosticCode } from '../../contracts/index.ts'
import type { FakePanel } from '../stories/fake-panel.ts'
import { before, NOW } from '../stories/now.ts'
import { alerts, orders } from '../stories/samples.ts'
import { scene } from '../stories/scene.ts'
import AlertList from './AlertList.vue'

export default { title: 'Alerts' } satisfies Meta

const show = () => h(AlertList, { sessionId: null })
const known =
  (list: readonly Alert[], isWhole = true) =>
  ({ stores }: FakePanel) =>
    stores.alerts.applyAll(list, stores.alerts.ask(), isWhole)

const [critical, warning, info] = alerts as [Alert, Alert, Alert]
const of = (id: string, alert: Alert, patch: Partial<Alert>): Alert => ({
  ...alert,
  alertId: id,
  fingerprint: id,
  ...patch,
})

/** One of each state and kind, as they meet on a bad morning. */
const inbox: readonly Alert[] = [
  of('reload.failing:1', critical, {
    ...{ title: '3 reloads of com.powerx.orders failed in a row', count: 5_000, sessionId: orders.sessionId },
    ...{ message: 'src/routes/orders.ts:12:8 Expected ";" but found "}"', logId: 'l-1', firstRaisedAt: before(4_000) },
    runbookUrl: null,
  }),
  of('reload.failed:2', warning, {
    ...{ state: 'ACKNOWLEDGED', acknowledgedBy: 'Olivia Santos', count: 3, lastRaisedAt: before(70) },
    firstRaisedAt: before(390),
  }),
  of('logs.error-burst:3', warning, {
    ...{ title: 'Many errors in com.powerx.pay', message: '42 error lines within the last minute.', count: 1 },
    ...{ state: 'SNOOZED', snoozedUntil: before(-900), lastRaisedAt: before(300), runbookUrl: null },
  }),
  of('quota:4', info, {
    ...{ severity: 'NOTICE', state: 'ESCALATED', title: 'Sandbox quota', message: 'token=[masked: token]', count: 2 },
    ...{ lastRaisedAt: before(2_000), firstRaisedAt: before(9_000), sessionId: null, runbookUrl: null },
  }),
  of('slow:5', info, { lastRaisedAt: before(4_000), firstRaisedAt: before(90_000), sessionId: null }),
]

const withOwn = ({ stores }: FakePanel) => {
  stores.ownAlerts.raise({
    ...{ id: 'stream.disconnected', code: 'DH_ALERT_001', severity: 'CRITICAL', sessionId: null, title: null },
    ...{ since: NOW - 75_000, at: NOW - 15_000, count: 1 },
  })
  stores.ownAlerts.raise({
    ...{ id: 'expiry.near:1', code: 'DH_ALERT_004', severity: 'WARNING', sessionId: orders.sessionId, title: 'Orders' },
    ...{ since: NOW - 30_000, at: NOW - 30_000 },
  })
}

export const NoAlerts = scene({ height: 200, show, given: known([]) })
export const Loading = scene({ height: 200, show })
export const CannotBeLoaded = scene({
  ...{ height: 260, show },
  given: ({ stores }) => stores.alerts.failed('DH_API_001', stores.alerts.ask()),
})
export const OldAfterAFailure = scene({
  ...{ height: 300, show },
  given({ stores }) {
    stores.alerts.applySnapshot(alerts)
    stores.alerts.failed('DH_API_002', stores.alerts.ask())
  },
})
export const OfEverySeverityAndState = scene({ height: 560, show, given: known(inbox) })
export const ThePanelsOwnAmongThem = scene({
  ...{ height: 720, show },
  given(panel) {
    known(inbox)(panel)
    withOwn(panel)
  },
})
export const OnlyThePanelsOwn = scene({
  ...{ height: 320, show },
  given(panel) {
    panel.offer(CORE_OFFERS)
    withOwn(panel)
  },
})
export const OfASession = scene({
  ...{ height: 360, show: () => h(AlertList, { sessionId: orders.sessionId }) },
  given: known(inbox),
})
export const NoneOfThisSeverity = scene({
  ...{ height: 200, show: () => h(AlertList, { sessionId: null, severity: 'INFO' }) },
  given: known(inbox.slice(0, 1)),
})
export const FiveThousandKinds = scene({
  ...{ height: 480, show },
  given: known(
    Array.from({ length: 5_000 }, (_, n) => of(`kind-${n}`, warning, { title: `Reload failed, kind ${n}` })),
    false,
  ),
  then: (_panel, surface) => surface.querySelector('.dh-alerts-foot')?.scrollIntoView({ block: 'end' }),
})

const press = (testid: string) => (_panel: FakePanel, surface: ShadowRoot) =>
  void surface.querySelector<HTMLElement>(`[data-testid="${testid}"]`)?.click()

const refusing = (code: DiagnosticCode) => {
  const refuse = () => Promise.resolve({ ok: false, error: { code, status: 0, requestId: null, retryAfterMs: null } })
  return (panel: FakePanel) => {
    known(inbox)(panel)
    Object.assign(panel.panel.client, { alertActs: { acknowledge: refuse, snooze: refuse } })
  }
}

export const Acknowledging = scene({ height: 560, show, given: known(inbox), then: press('dh-alert-ack') })
export const NotReached = scene({ height: 580, show, given: refusing('DH_API_001'), then: press('dh-alert-ack') })
export const NotAllowed = scene({ height: 580, show, given: refusing('DH_API_403'), then: press('dh-alert-ack') })
export const SomebodyWasFaster = scene({
  height: 580,
  show,
  given: refusing('DH_API_409'),
  then: press('dh-alert-ack'),
})
export const MayNot = scene({
  ...{ height: 560, show },
  given(panel) {
    known(inbox)(panel)
    panel.stores.sessions.applySession({ ...orders, allowedActions: [] }, NOW)
  },
})
export const Snoozing = scene({ height: 560, show, given: known(inbox), then: press('dh-alert-snooze') })
