import { effectScope, shallowRef, watch, type ShallowRef } from 'vue'
import { GATEWAY_OFFERS, type DevHotloadHost, type ServerOffers } from '../../../contracts/index.ts'
import {
  createDevHotloadApiClient,
  resolveEndpoints,
  type ApiError,
  type DevHotloadApiClient,
} from '../../client/index.ts'
import { createSystemClock, createUuid } from '../../kernel/index.ts'
import { createAttentionPoll, type AttentionPoll } from './attention-poll.ts'
import { createBrowserMemory } from './browser-memory.ts'
import { createCandidate } from './create-candidate.ts'
import type { CandidatePort } from '../../dashboard/candidate/index.ts'
import { createTabCommandMemory } from './command-memory.ts'
import { readConfig } from './config.ts'
import { hostCredentials } from './credentials.ts'
import { watchEnvironment } from './environment.ts'
import { createFeed, type Feed } from './feed.ts'
import { createLists, type Lists } from './lists.ts'
import type { Memory } from './memory.ts'
import { createMetricsPoll, type MetricsPoll } from './metrics-poll.ts'
import { createNavigator, type Navigator } from './navigator.ts'
import { createCommandSender, type CommandSender } from './send-command.ts'
import { createStores, type Stores } from './stores.ts'
import { tabEnvironment } from './tab-environment.ts'

/** One panel on one host, shared by every door that shows it. */
export interface DevHotload {
  readonly host: DevHotloadHost
  readonly clock: ReturnType<typeof createSystemClock>
  readonly client: Pick<DevHotloadApiClient, 'reports' | 'reveal'>
  readonly uuid: () => string
  /** Base address of the Dev API. */
  readonly apiUrl: string
  /** What this server can be asked for. */
  readonly offers: Readonly<ShallowRef<ServerOffers>>
  readonly stores: Stores
  readonly lists: Lists
  readonly feed: Feed
  readonly navigator: Navigator
  readonly commands: CommandSender
  readonly metricsPoll: MetricsPoll
  readonly attentionPoll: AttentionPoll
  readonly candidate: CandidatePort
  readonly memory: Memory
  reconnect(): void
  /** Ends everything: 0 streams, timers and listeners are left. */
  dispose(): void
}

/** The composition root: the only place that knows the page, the host and all the parts. */
export function createDevHotload(host: DevHotloadHost): DevHotload {
  const { config } = readConfig(host.config)
  const clock = createSystemClock()
  const uuid = createUuid(crypto)
  const tenantId = () => host.tenant.get()?.id ?? null
  const endpoints = resolveEndpoints(config, window.location.href)
  const client = createDevHotloadApiClient({
    fetch: (input, init) => window.fetch(input, init),
    clock,
    random: Math.random,
    uuid,
    credentials: hostCredentials(host),
    endpoints,
    userId: () => host.user.get()?.id ?? null,
    tabs: tabEnvironment(window),
  })
  const stores = createStores(config.logRetentionLimit)
  const navigator = createNavigator(host.navigation)

  let isSessionEnded = false
  function endSession(): void {
    if (isSessionEnded) return
    isSessionEnded = true
    host.auth.onSessionEnded(host.navigation.current())
  }
  const onError = (error: ApiError) => {
    if (error.code === 'DH_API_401') endSession()
  }

  // The first of each kind tells; a sender that is wrong is wrong a thousand times a second.
  const told = new Set<string>()
  function onRejected(rejection: string, type: string): void {
    if (told.has(rejection)) return
    told.add(rejection)
    host.telemetry?.exception(new Error('A stream event was set aside.'), { code: 'DH_STREAM_006', rejection, type })
  }

  const memory = createBrowserMemory(host, clock, window)
  const isHidden = () => document.hidden
  const lists = createLists({ client, stores, memory, clock, tenantId, isHidden, onError })
  const feed = createFeed({
    client,
    stores,
    memory,
    lists,
    clock,
    tenantId,
    random: Math.random,
    onRejected,
    frames: {
      requestFrame: (run) => window.requestAnimationFrame(run),
      cancelFrame: (id) => window.cancelAnimationFrame(id),
      isHidden,
    },
  })
  const commands = createCommandSender({
    client,
    stores,
    lists,
    memory: createTabCommandMemory(host, clock, window),
    clock,
    uuid,
    telemetry: host.telemetry,
    onError,
  })
  const metricsPoll = createMetricsPoll({
    clock,
    everyMs: config.metricsRefreshMs,
    isHidden,
    load: (sessionId) => void lists.metrics(sessionId),
    forget: (sessionId) => stores.metrics.forget(sessionId),
  })

  const attentionPoll = createAttentionPoll({
    queries: client.queries,
    attention: stores.attention,
    sessions: stores.sessions,
    clock,
    tenantId,
    isHidden,
    onError,
  })
  const candidate = createCandidate({ client, stores, clock, uuid, tenantId, onError })

  const scope = effectScope(true)
  scope.run(() => {
    watch(
      () => navigator.place.value.query,
      (query, before) => {
        if (JSON.stringify(query) === JSON.stringify(before)) return
        stores.sessions.setQuery(query)
        if (before) lists.sessionsSoon()
      },
      { immediate: true },
    )
    watch(
      () => navigator.place.value.sessionId,
      (sessionId) => {
        stores.sessions.select(sessionId)
        stores.reloads.open(sessionId)
        if (sessionId !== null) void lists.openSession(sessionId)
      },
      { immediate: true },
    )
    watch(feed.connection, ({ name }) => name === 'unauthorized' && endSession())
  })

  /** A switch of tenant tells the user first and the tenant a moment later, or the other way round. */
  let scopeKey = keyOf(host)
  function followScope(): void {
    const next = keyOf(host)
    if (next === scopeKey) return
    scopeKey = next
    memory.changeScope()
    commands.changeScope()
    // Signed out, the shell is on its way elsewhere: no request, and no word in its address.
    if (host.user.get() === null || host.tenant.get() === null) return feed.pause()
    isSessionEnded = false
    navigator.go({ sessionId: null }, 'replace')
    void feed.restart()
  }
  const endings = [
    host.user.subscribe(followScope),
    host.tenant.subscribe(followScope),
    watchEnvironment(client.stream),
  ]

  void feed.start()
  void commands.start()

  return {
    host,
    clock,
    client,
    uuid,
    apiUrl: endpoints.base,
    offers: shallowRef(GATEWAY_OFFERS),
    stores,
    lists,
    feed,
    navigator,
    commands,
    metricsPoll,
    attentionPoll,
    candidate,
    memory,
    reconnect: () => client.stream.retryNow(),
    dispose() {
      for (const end of endings) end()
      scope.stop()
      navigator.dispose()
      metricsPoll.dispose()
      attentionPoll.dispose()
      commands.dispose()
      lists.dispose()
      feed.dispose()
      memory.dispose()
      client.dispose()
    },
  }
}

const keyOf = (host: DevHotloadHost) => `${host.tenant.get()?.id ?? ''}\n${host.user.get()?.id ?? ''}`
