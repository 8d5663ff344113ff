import type { Meta } from '@storybook/vue3-vite'
import { h } from 'vue'
import type { FakePanel } from '../stories/fake-panel.ts'
import { lines } from '../stories/log-lines.ts'
import { before, NOW } from '../stories/now.ts'
import { activity, alerts, metrics, orders, pageOf, reloads, sessions } from '../stories/samples.ts'
import { scene, type Scene } from '../stories/scene.ts'
import SessionDashboard from './SessionDashboard.vue'

export default { title: 'Panel' } satisfies Meta

const id = orders.sessionId
const opened = `/dev-hotload/sessions/${id}`

function everything({ stores }: FakePanel, at = NOW - 2_000): void {
  stores.sessions.applySnapshot(pageOf(sessions), at)
  stores.alerts.applySnapshot(alerts)
  stores.audit.applyHistory({ sessionId: null, items: activity, totalCount: 3, offset: 0, rejected: 0 })
  stores.metrics.applySnapshot(null, metrics)
  const needs = (status: string) => sessions.filter((session) => session.status === status)
  const answer = (items: typeof sessions) => ({ items, totalCount: items.length })
  stores.attention.applyAnswers({ failed: answer(needs('FAILED')), lost: answer(sessions.slice(3, 4)) }, at)
}

function openOrders({ stores }: FakePanel): void {
  stores.sessions.select(id)
  stores.reloads.open(id)
  stores.reloads.applyHistory(id, reloads)
  stores.audit.applyHistory({ sessionId: id, items: activity, totalCount: 3, offset: 0, rejected: 0 })
  stores.metrics.applySnapshot(id, metrics)
  stores.book.open({ sessionId: id })
  stores.book.applyHistory(id, lines(40), reloads, true)
  stores.book.setHistory(id, 'loaded')
}

const panel = (given: (panel: FakePanel) => void, more: Partial<Scene> = {}) =>
  scene({ height: 640, given, show: () => h(SessionDashboard), ...more })

const inSession = (given: (panel: FakePanel) => void = () => {}, tab = 'logs') =>
  panel(
    (own) => {
      everything(own)
      openOrders(own)
      given(own)
    },
    { path: `${opened}/${tab}` },
  )

export const FirstLoad = panel(({ connect }) => connect({ name: 'connecting', lastEventAt: null }))

export const EmptyNothingEver = panel(({ stores }) => stores.sessions.applySnapshot(pageOf([]), NOW))
export const Overview = panel((own) => everything(own))
export const Logs = inSession()
export const Reloads = inSession(undefined, 'reloads')
export const Metrics = inSession(undefined, 'metrics')
export const Alerts = inSession(undefined, 'alerts')
export const Details = inSession(undefined, 'details')
export const Activity = inSession(undefined, 'activity')

export const Quiet = panel((own) => {
  everything(own)
  own.connect({ name: 'quiet', lastEventAt: NOW - 130_000 })
})

export const Reconnecting = inSession(({ connect }) =>
  connect({
    name: 'waiting',
    failures: 3,
    nextAttemptAt: NOW + 7_000,
    lastEventAt: NOW - 40_000,
    downSince: NOW - 31_000,
    code: 'DH_STREAM_001',
  }),
)

export const Offline = inSession(({ connect }) =>
  connect({ name: 'offline', lastEventAt: NOW - 40_000, downSince: NOW - 38_000 }),
)

export const SignInEnded = inSession(({ connect }) =>
  connect({ name: 'unauthorized', code: 'DH_API_401', downSince: NOW - 3_000 }),
)

export const NoStream = panel((own) => {
  everything(own)
  own.connect({ name: 'unsupported', code: 'DH_STREAM_003', lastEventAt: null })
})

export const PaneCrashed = panel((own) => {
  everything(own)
  // As a fault of the metrics would: what they are asked for throws, and everything around them goes on.
  own.stores.metrics.of = () => {
    throw new TypeError('A fault of the story')
  }
})

export const SessionEnded = inSession(({ stores }) =>
  stores.sessions.applySession({
    ...orders,
    status: 'TERMINATED',
    statusReason: 'frees the sandbox',
    terminationNote: 'terminated',
    endedAt: before(30),
    allowedActions: [],
  }),
)

export const SessionLoading = panel(
  (own) => {
    everything(own)
    own.stores.sessions.select('5e55-not-there-yet')
  },
  { path: '/dev-hotload/sessions/5e55-not-there-yet/logs' },
)

export const SessionGone = panel(
  (own) => {
    everything(own)
    own.stores.sessions.select('5e55-long-gone')
    own.stores.sessions.selectedIsMissing('5e55-long-gone')
  },
  { path: '/dev-hotload/sessions/5e55-long-gone/logs' },
)
