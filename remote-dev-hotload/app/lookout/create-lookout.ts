import type { ShallowRef } from 'vue'
import type { DevHotloadHost, ServerOffers } from '../../../contracts/index.ts'
import type { DevHotloadApiClient, StreamStatus } from '../../client/index.ts'
import type { Clock } from '../../kernel/index.ts'
import type { OnFault } from '../panel/calm-verbs.ts'
import type { Stores } from '../panel/stores.ts'
import { createEscalation } from './escalation/create-escalation.ts'
import { createPageShelf } from './escalation/page-shelf.ts'
import { createRules } from './rules/create-rules.ts'
import { createUsage } from './usage/create-usage.ts'

export interface LookoutDeps {
  host: DevHotloadHost
  stores: Stores
  connection: Readonly<ShallowRef<StreamStatus>>
  client: DevHotloadApiClient
  clock: Clock
  uuid: () => string
  tenantId: () => string | null
  offers: Readonly<ShallowRef<ServerOffers>>
  isHidden: () => boolean
  page: Window & typeof globalThis
  /** A bug of ours. */
  onFault: OnFault
}

export interface Lookout {
  /** Another tenant or person: what was watched is forgotten. */
  changeScope(): void
  dispose(): void
}

/** Watches what the panel knows and tells people: its own alerts, who else has to hear of them, how it is used. */
export function createLookout(deps: LookoutDeps): Lookout {
  const { host, connection, clock, page } = deps
  const isOffline = () => connection.value.name === 'offline' || !page.navigator.onLine
  const shelf = createPageShelf(host, clock, page)
  const escalation = createEscalation({ ...deps, isOffline, shelf, random: Math.random })
  const userId = () => host.user.get()?.id ?? null
  const rules = createRules({ ...deps, isOffline, userId, causes: escalation.causes })
  const parts: readonly Lookout[] = [rules, escalation, createUsage(deps)]
  return {
    changeScope: () => parts.forEach((part) => part.changeScope()),
    dispose: () => parts.forEach((part) => part.dispose()),
  }
}
