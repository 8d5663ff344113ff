import type { Meta } from '@storybook/vue3-vite'
import { h } from 'vue'
import type { FakePanel } from '../../stories/fake-panel.ts'
import { NOW } from '../../stories/now.ts'
import { orders, pageOf, sessions } from '../../stories/samples.ts'
import { scene } from '../../stories/scene.ts'
import CommandDialog from './CommandDialog.vue'
import CommandToasts from './CommandToasts.vue'

export default { title: 'Commands' } satisfies Meta

const key = 'key-1'
const base = { key, kind: 'terminate', sessionId: orders.sessionId, title: 'Orders', requestedAt: NOW - 9_000 } as const
const proof = { auditId: 'au-31', reloadId: null, at: NOW - 8_000 }

const told = (given: (panel: FakePanel) => void) =>
  scene({
    height: 260,
    given(panel) {
      panel.stores.sessions.applySnapshot(pageOf(sessions), NOW)
      panel.stores.commands.begin(base)
      given(panel)
    },
    show: () => h(CommandToasts),
  })

export const Requested = told(() => {})
export const Accepted = told(({ stores }) => stores.commands.accepted(key, proof))

export const UnderWay = told(({ stores }) => {
  stores.commands.accepted(key, proof)
  stores.commands.apply(key, { kind: 'observed' }, NOW)
})

export const Done = told(({ stores }) => {
  stores.commands.accepted(key, proof)
  stores.commands.done(key, NOW)
})

export const TimedOut = told(({ stores }) => {
  stores.commands.accepted(key, proof)
  stores.commands.timedOut(key, NOW)
})

const failed = (
  code: Parameters<FakePanel['stores']['commands']['failed']>[1]['code'],
  retryAt: number | null = null,
) => told(({ stores }) => stores.commands.failed(key, { code, at: NOW, requestId: 'req-81', retryAt }))

export const FailedWithoutAnAnswer = failed('DH_API_001')
export const FailedSignInEnded = failed('DH_API_401')
export const FailedNotAllowed = failed('DH_API_403')
export const FailedSessionGone = failed('DH_API_404')
export const FailedAlreadySo = failed('DH_API_409')
export const FailedLimitHit = failed('DH_API_429', NOW + 7_000)

export const ManyWithTwoFailures = told(({ stores }) => {
  stores.commands.forget(key)
  sessions.forEach((session, at) => {
    const title = session.pluginName ?? session.pluginId
    const own = `key-${at}`
    stores.commands.begin({ ...base, key: own, runId: 'run-1', sessionId: session.sessionId, title })
    if (at < 3) {
      stores.commands.accepted(own, { ...proof, auditId: `au-4${at}` })
      stores.commands.done(own, NOW)
    } else if (at < 5) stores.commands.failed(own, { code: at === 3 ? 'DH_API_403' : 'DH_API_001', at: NOW })
  })
})

const asked = (show: () => ReturnType<typeof h>, given: (panel: FakePanel) => void = () => {}) =>
  scene({
    height: 520,
    given(panel) {
      panel.stores.sessions.applySnapshot(pageOf(sessions), NOW)
      given(panel)
    },
    show,
  })

export const QuestionForOne = asked(() => h(CommandDialog, { kind: 'terminate', session: orders }))
export const QuestionForManyOfOthers = asked(() => h(CommandDialog, { kind: 'terminate', sessions }))
export const QuestionWhileOffline = asked(
  () => h(CommandDialog, { kind: 'reload', session: orders }),
  ({ connect }) => connect({ name: 'offline' }),
)
