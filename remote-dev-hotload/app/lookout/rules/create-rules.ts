import { effectScope, watch } from 'vue'
import { tellsHeartbeats } from '../../../sessions/index.ts'
import { calmly } from '../../panel/calm-verbs.ts'
import type { Lookout, LookoutDeps } from '../create-lookout.ts'
import type { Causes } from './cause.ts'
import { createExpiryRule } from './expiry-rule.ts'
import { createReloadRule } from './reload-rule.ts'
import { createStreamRule } from './stream-rule.ts'
import { createTerminateRule } from './terminate-rule.ts'

export interface RulesDeps extends Pick<
  LookoutDeps,
  'stores' | 'connection' | 'clock' | 'offers' | 'isHidden' | 'onFault'
> {
  /** The browser has no network. */
  isOffline: () => boolean
  userId: () => string | null
  causes: Causes
}

const LOOK_EVERY_MS = 1_000

/** What the panel itself warns of. A look a second and no watching: hundreds of updates a second cost nothing more. */
export function createRules(deps: RulesDeps): Lookout {
  const { stores, connection, clock, offers, isHidden, isOffline, onFault, userId, causes } = deps
  const { ownAlerts, sessions, alerts, commands } = stores
  const isHearing = () => connection.value.name === 'live' || connection.value.name === 'quiet'
  const stream = createStreamRule({ status: () => connection.value, clock, isHidden, ownAlerts, causes })
  const rules = [
    stream,
    createTerminateRule({ commands, clock, isOffline, ownAlerts, causes, onFault }),
    createReloadRule({ sessions, alerts, clock, ownAlerts }),
    createExpiryRule({ sessions, clock, userId, isHearing, mayRenew: () => tellsHeartbeats(offers.value), ownAlerts }),
  ]
  const endLooks = clock.every(LOOK_EVERY_MS, () => rules.forEach((rule) => rule.look()))

  const scope = effectScope(true)
  // Timers of a hidden page come once a minute: what the stream tells is noticed as it comes.
  scope.run(() => watch(connection, calmly(stream.look, onFault), { flush: 'sync', immediate: true }))

  return {
    changeScope: () => rules.forEach((rule) => rule.changeScope()),
    dispose() {
      endLooks()
      scope.stop()
      rules.forEach((rule) => rule.dispose())
    },
  }
}
