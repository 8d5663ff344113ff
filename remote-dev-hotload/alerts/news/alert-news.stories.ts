import type { Meta } from '@storybook/vue3-vite'
import { h } from 'vue'
import type { Alert } from '../../../contracts/index.ts'
import type { FakePanel } from '../../stories/fake-panel.ts'
import { NOW } from '../../stories/now.ts'
import { alerts } from '../../stories/samples.ts'
import { scene } from '../../stories/scene.ts'
import AlertNews from './AlertNews.vue'

export default { title: 'Alerts/News' } satisfies Meta

const [critical] = alerts as readonly [Alert, ...Alert[]]
const raise = ({ stores }: FakePanel, n: number, patch: Partial<Alert> = {}): void =>
  stores.alerts.applyAlert({
    ...critical,
    alertId: `news-${n}`,
    fingerprint: `reload.failing:s-${n}`,
    title: `3 reloads of com.powerx.plugin-${n} failed in a row`,
    message: `src/routes/orders.ts:${n}: TypeError: Cannot read properties of undefined (reading 'map')`,
    lastRaisedAt: new Date(NOW + n * 1_000).toISOString(),
    ...patch,
  })
const show = () =>
  h('div', { class: 'dh-dashboard' }, [
    h('div', { class: 'dh-toast-stack' }, [h(AlertNews, { connection: { name: 'live', failures: 0 }, isKnown: true })]),
  ])
const news = (then: (panel: FakePanel) => void, height = 560) => scene({ height, show, then })

export const None = news(() => {}, 160)
export const One = news((panel) => raise(panel, 1), 240)
export const RaisedFiveThousandTimes = news((panel) => raise(panel, 1, { count: 5_000, logId: 'l-9' }), 240)
export const MoreThanCanBeShown = news((panel) => [1, 2, 3, 4, 5].forEach((n) => raise(panel, n)), 860)
export const HostileText = news(
  (panel) =>
    raise(panel, 1, { title: `<img src=x onerror=alert(1)> ${'long'.repeat(200)}`, runbookUrl: 'javascript:alert(1)' }),
  260,
)
export const OfThePanelItself = news(({ stores }) => {
  const about = { severity: 'CRITICAL', since: NOW - 61_000, at: NOW, sessionId: null, title: null } as const
  stores.ownAlerts.raise({ ...about, id: 'stream.disconnected', code: 'DH_ALERT_001' })
  stores.ownAlerts.raise({ ...about, id: 'terminate.failing', code: 'DH_ALERT_002', count: 3 })
}, 480)
