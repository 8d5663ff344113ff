import type { Meta } from '@storybook/vue3-vite'
import { h, nextTick } from 'vue'
import type { FakePanel } from '../../stories/fake-panel.ts'
import { NOW } from '../../stories/now.ts'
import { orders, pageOf, sessions } from '../../stories/samples.ts'
import { scene, type Scene } from '../../stories/scene.ts'
import { defaultQuery } from './session-query.ts'
import SessionsPanel from './SessionsPanel.vue'

export default { title: 'Sessions' } satisfies Meta

const list = (given: (panel: FakePanel) => void, more: Partial<Scene> = {}) =>
  scene({ height: 460, given, show: () => h(SessionsPanel), ...more })

const live = ({ stores }: FakePanel, at = NOW - 2_000) => stores.sessions.applySnapshot(pageOf(sessions), at)

export const FirstLoad = list(() => {})
export const EmptyNothingEver = list(({ stores }) => stores.sessions.applySnapshot(pageOf([]), NOW))

export const EmptyByFilter = list(({ stores }) => {
  stores.sessions.setQuery({ ...defaultQuery, search: 'nowhere', mine: true })
  stores.sessions.applySnapshot({ ...pageOf([]), statusCounts: pageOf(sessions).statusCounts }, NOW)
})

export const Live = list((panel) => live(panel))
export const FirstOfManyPages = list(({ stores }) =>
  stores.sessions.applySnapshot({ ...pageOf(sessions, 10_000), limit: sessions.length }, NOW),
)

export const FromTheLastVisit = list(({ stores }) => stores.sessions.applyRemembered(sessions))

export const StaleData = list((panel) => {
  live(panel, NOW - 95_000)
  panel.stores.sessions.listFailed('DH_API_001', 'req-77')
})

export const LimitHit = list((panel) => {
  live(panel, NOW - 12_000)
  panel.stores.sessions.listFailed('DH_API_429', 'req-78')
})

export const Offline = list((panel) => {
  live(panel, NOW - 40_000)
  panel.connect({ name: 'offline', lastEventAt: NOW - 40_000, downSince: NOW - 38_000 })
})

export const NotLoaded = list(({ stores }) => stores.sessions.listFailed('DH_API_002', 'req-79'))
export const NotAllowed = list(({ stores }) => stores.sessions.listFailed('DH_API_403', 'req-80'))
export const SignInEnded = list(({ stores }) => stores.sessions.listFailed('DH_API_401', null))

export const RowsWaitToMove = list((panel) => live(panel), {
  async then({ stores }, surface) {
    // A ticked row holds the order.
    surface.querySelector<HTMLInputElement>('tbody input[type="checkbox"]')?.click()
    await nextTick()
    stores.sessions.applySnapshot(pageOf([...sessions].reverse()), NOW)
  },
})

const command = { key: 'key-1', sessionId: orders.sessionId, title: 'Orders', requestedAt: NOW - 9_000 }
const proof = { auditId: 'au-31', reloadId: null, at: NOW - 8_000 }

export const CommandPending = list((panel) => {
  live(panel)
  panel.stores.commands.begin({ ...command, kind: 'reload' })
  panel.stores.commands.accepted(command.key, proof)
})

export const CommandFailed = list((panel) => {
  live(panel)
  panel.stores.commands.begin({ ...command, kind: 'reload' })
  panel.stores.commands.failed(command.key, { code: 'DH_API_403', at: NOW - 8_000, requestId: 'req-81' })
})

export const CommandTimedOut = list((panel) => {
  live(panel)
  panel.stores.commands.begin({ ...command, kind: 'terminate' })
  panel.stores.commands.accepted(command.key, proof)
  panel.stores.commands.timedOut(command.key, NOW - 1_000)
})

export const SomeSelected = list((panel) => live(panel), {
  then(_panel, surface) {
    for (const box of [...surface.querySelectorAll<HTMLInputElement>('tbody input[type="checkbox"]')].slice(0, 3))
      box.click()
  },
})
