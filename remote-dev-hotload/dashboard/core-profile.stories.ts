import type { Meta } from '@storybook/vue3-vite'
import { h } from 'vue'
import { CORE_OFFERS } from '../../contracts/index.ts'
import { LogStreamPanel } from '../logs/index.ts'
import { MetricsWidgets } from '../metrics/index.ts'
import { coreOrders, coreReloads, coreSessions } from '../stories/core-samples.ts'
import type { FakePanel } from '../stories/fake-panel.ts'
import { before, NOW } from '../stories/now.ts'
import { pageOf } from '../stories/samples.ts'
import { scene, type Scene } from '../stories/scene.ts'
import { COLUMNS } from '../sessions/index.ts'
import SessionDashboard from './SessionDashboard.vue'

/** Everything that is different where the server is PowerX Core itself. */
export default { title: 'Core profile' } satisfies Meta

const id = coreOrders.sessionId
const opened = `/dev-hotload/sessions/${id}`

function listed({ stores, offer }: FakePanel, items = coreSessions): void {
  offer(CORE_OFFERS)
  stores.sessions.applySnapshot(pageOf(items), NOW - 4_000)
}

function heard({ stores }: FakePanel): void {
  for (const reload of coreReloads) {
    stores.reloads.applyReload(id, reload)
    stores.sessions.applyEvent({ id: '', tenantId: null, ts: null, kind: 'session-reloaded', sessionId: id, reload })
  }
}

const panel = (given: (panel: FakePanel) => void = () => {}, more: Partial<Scene> = {}) =>
  scene({
    height: 640,
    given(own) {
      listed(own)
      given(own)
    },
    show: () => h(SessionDashboard),
    ...more,
  })

const inSession = (tab: string, given: (panel: FakePanel) => void = () => {}, more: Partial<Scene> = {}) =>
  panel(
    (own) => {
      own.stores.sessions.select(id)
      own.stores.reloads.open(id)
      given(own)
    },
    { path: `${opened}/${tab}`, ...more },
  )

const press = (testid: string): Pick<Scene, 'then'> => ({
  then: (_panel, surface) => surface.querySelector<HTMLElement>(`[data-testid="${testid}"]`)?.click(),
})

export const Overview = panel(heard)
export const EmptyNothingEver = panel((own) => listed(own, []))
export const Quiet = panel(({ connect }) => connect({ name: 'quiet', lastEventAt: NOW - 130_000 }))
export const WhatIsMissing = panel(undefined, press('dh-server-profile'))
export const AlertsRoom = panel(undefined, { path: '/dev-hotload/alerts' })
export const ActivityRoom = panel(undefined, { path: '/dev-hotload/activity' })
export const Settings = panel(undefined, press('dh-settings-open'))

export const EveryColumn = panel((own) => {
  heard(own)
  own.panel.memory.prefer({ table: { columns: COLUMNS, density: 'cosy' } })
})
export const ColumnMenu = panel(undefined, press('dh-table-look'))

export const Logs = inSession('logs')
export const LogsElsewhere = inSession('logs', ({ stores }) =>
  stores.sessions.applySession({ ...coreOrders, logUrl: 'https://logs.example.com/orders?follow=1' }),
)
export const LogsAtNoLink = inSession('logs', ({ stores }) =>
  stores.sessions.applySession({ ...coreOrders, logUrl: 'file:///var/log/orders.log' }),
)
export const Reloads = inSession('reloads', heard)
export const ReloadOpen = inSession('reloads', heard, press('dh-reload-open'))
export const ReloadsNoneHeard = inSession('reloads')
export const Metrics = inSession('metrics')
export const Alerts = inSession('alerts')
export const Details = inSession('details')
export const Activity = inSession('activity')

const inDetail = (testid: string): Pick<Scene, 'then'> => ({
  then: (_panel, surface) =>
    surface.querySelector<HTMLElement>(`[data-testid="dh-session-detail"] [data-testid="${testid}"]`)?.click(),
})
export const TerminateQuestion = inSession('details', undefined, inDetail('dh-terminate'))
export const ReloadAskedByKey = inSession('details', undefined, {
  then: (_panel, surface) =>
    void surface
      .querySelector('[data-testid="dh-session-detail"] [data-testid="dh-terminate"]')
      ?.dispatchEvent(new KeyboardEvent('keydown', { key: 'r', bubbles: true, composed: true })),
})

export const Terminated = inSession('details', ({ stores }) => {
  const key = 'key-1'
  stores.commands.begin({ key, kind: 'terminate', sessionId: id, title: coreOrders.pluginId, requestedAt: NOW - 5_000 })
  stores.commands.accepted(key, { auditId: null, reloadId: null, at: NOW - 4_000 })
  stores.commands.done(key, NOW - 2_000)
  stores.sessions.applySession({
    ...coreOrders,
    status: 'TERMINATED',
    terminationNote: 'frees the sandbox',
    endedAt: before(2),
    allowedActions: [],
  })
})

export const LogDoorAlone = scene({
  height: 300,
  given: (own) => listed(own),
  show: () => h(LogStreamPanel, { sessionId: null }),
})
export const MetricsDoorAlone = scene({
  height: 300,
  given: (own) => listed(own),
  show: () => h(MetricsWidgets, { sessionId: null }),
})
