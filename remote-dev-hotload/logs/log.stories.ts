import type { Meta } from '@storybook/vue3-vite'
import { h } from 'vue'
import { redactText } from '../kernel/index.ts'
import type { FakePanel } from '../stories/fake-panel.ts'
import { line, lines } from '../stories/log-lines.ts'
import { NOW } from '../stories/now.ts'
import { orders, reloads } from '../stories/samples.ts'
import { scene, type Scene } from '../stories/scene.ts'
import LogStreamPanel from './LogStreamPanel.vue'

export default { title: 'Log' } satisfies Meta

const id = orders.sessionId
const COUNT = 60

const log = (given: (panel: FakePanel) => void, more: Partial<Scene> = {}) =>
  scene({
    height: 480,
    path: `/dev-hotload/sessions/${id}/logs`,
    given(panel) {
      panel.stores.sessions.applySession(orders)
      panel.stores.book.open({ sessionId: id })
      given(panel)
    },
    show: ({ panel }) =>
      h(LogStreamPanel, {
        sessionId: id,
        pluginName: orders.pluginName,
        place: panel.navigator.place.value.log,
        'onUpdate:place': (place) => panel.navigator.go({ log: place }, 'replace'),
      }),
    ...more,
  })

const history = ({ stores }: FakePanel, hasBefore = false) => {
  stores.book.applyHistory(id, lines(COUNT), reloads, hasBefore)
  stores.book.setHistory(id, 'loaded')
}

const withoutReloads = ({ stores }: FakePanel) => {
  stores.book.applyHistory(id, lines(COUNT), [], false)
  stores.book.setHistory(id, 'loaded')
}

export const FirstLoad = log(() => {})

export const EmptyNothingEver = log(({ stores }) => {
  stores.book.applyHistory(id, [], [], false)
  stores.book.setHistory(id, 'loaded')
})

export const EmptyByFilter = log(withoutReloads, { path: `/dev-hotload/sessions/${id}/logs?q=nowhere&level=error` })

export const Live = log(history)

export const HistoryFailed = log(({ stores }) => stores.book.setHistory(id, 'failed'))

export const LoadingOlder = log((panel) => {
  history(panel, true)
  panel.stores.book.setOlder(id, 'loading')
})

export const OlderFailed = log((panel) => {
  history(panel, true)
  panel.stores.book.setOlder(id, 'failed')
})

export const LimitHit = log((panel) => {
  history(panel, true)
  panel.stores.book.setOlder(id, 'full')
})

export const Paused = log(history, {
  path: `/dev-hotload/sessions/${id}/logs?line=${line(30, COUNT).logId}`,
  then: ({ stores }) => stores.book.appendLines(id, lines(COUNT + 128).slice(COUNT)),
})

export const LinkToLineGone = log((panel) => history(panel), {
  path: `/dev-hotload/sessions/${id}/logs?line=999999999999`,
})

export const GapAfterReconnect = log((panel) => {
  history(panel)
  panel.stores.book.appendGap(id, { fromId: '000000004100', toId: '000000004311', missed: 212, at: NOW - 9_000 })
  panel.stores.book.appendLines(id, [line(COUNT, COUNT), line(COUNT + 1, COUNT)])
})

export const GapOfUnknownSize = log((panel) => {
  history(panel)
  panel.stores.book.appendGap(id, { fromId: null, toId: null, missed: null, at: NOW - 9_000 })
})

export const Resumed = log((panel) => {
  history(panel)
  panel.stores.book.appendResumed(NOW - 4_000, 12_400)
  panel.stores.book.appendLines(id, [line(COUNT, COUNT), line(COUNT + 1, COUNT)])
})

export const Ended = log((panel) => {
  history(panel)
  panel.stores.sessions.applySession({
    ...orders,
    status: 'TERMINATED',
    statusReason: 'frees the sandbox',
    terminationNote: 'Ana Souza, from the panel',
    endedAt: new Date(NOW - 60_000).toISOString(),
  })
})

export const NoLineMatchesBetweenReloads = log(history, { path: `/dev-hotload/sessions/${id}/logs?q=nowhere` })

export const Burst = log(history, {
  then({ stores, clock }) {
    for (let tenth = 0; tenth < 12; tenth++) {
      const from = COUNT + tenth * 520
      stores.book.appendLines(
        id,
        Array.from({ length: 520 }, (_, n) => line(from + n, from + n)),
      )
      clock.advance(100)
    }
  },
})

export const Masked = log((panel) => {
  const secret = ['DATABASE_URL=postgres', '://orders:9f8Kq2LmZx71@db.internal/orders'].join('')
  history(panel)
  panel.stores.book.appendLines(id, [
    line(COUNT, COUNT, { level: 'info', message: redactText(secret) }),
    line(COUNT + 1, COUNT, { level: 'info', message: redactText('password: "correct-horse-battery"') }),
  ])
})

export const SearchingByPattern = log(history, { path: `/dev-hotload/sessions/${id}/logs?q=TypeError%5B&re=1` })
