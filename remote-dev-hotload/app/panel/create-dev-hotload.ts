import { effectScope, shallowRef, watch, type ShallowRef } from 'vue'
import { CORE_OFFERS, GATEWAY_OFFERS, type DevHotloadHost, type ServerOffers } from '../../../contracts/index.ts'
import {
  createDevHotloadApiClient,
  resolveEndpoints,
  type ApiError,
  type DevHotloadApiClient,
  type ProfileName,
} from '../../client/index.ts'
import { createSystemClock, createUuid } from '../../kernel/index.ts'
import { afterPaint, noLaterThan } from './after-paint.ts'
import { createAttentionPoll, type AttentionPoll } from './attention-poll.ts'
import { calmClock, calmly, calmVerbs, type OnFault } from './calm-verbs.ts'
import { createBrowserMemory } from './browser-memory.ts'
import type { CandidatePort } from '../../dashboard/candidate/index.ts'
import { readConfig } from './config.ts'
import { hostCredentials } from './credentials.ts'
import { watchEnvironment } from './environment.ts'
import { createFeed, type Feed } from './feed.ts'
import { followPlace } from './follow-place.ts'
import { framesOf } from './frame-scheduler.ts'
import { createLaterCandidate } from './later-candidate.ts'
import { createLaterLookout } from './later-lookout.ts'
import { createLists, type Lists } from './lists.ts'
import type { Memory } from './memory.ts'
import { createMetricsPoll, type MetricsPoll } from './metrics-poll.ts'
import { createNavigator, type Navigator } from './navigator.ts'
import { createPanelSender } from './panel-sender.ts'
import type { CommandSender } from './send-command.ts'
import { createStores, type Stores } from './stores.ts'
import { tabEnvironment } from './tab-environment.ts'

/** One panel on one host, shared by every door that shows it. */
export interface DevHotload {
  readonly host: DevHotloadHost
  readonly clock: ReturnType<typeof createSystemClock>
  readonly client: Pick<DevHotloadApiClient, 'alertActs' | 'commands' | 'reports' | 'reveal'>
  readonly uuid: () => string
  /** Base address of the Dev API. */
  readonly apiUrl: string
  /** Where figures and instructions live beside the panel; null where the shell names no place. */
  readonly links: { readonly grafana: string | null; readonly runbooks: string | null }
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
  // Timers, frames, listeners and promises of ours that fail end here and not in the shell's window.
  const onFault: OnFault = (error) => host.telemetry?.exception(error, { code: 'DH_VIEW_002', part: 'panel' })
  const clock = calmClock(createSystemClock(), onFault)
  const uuid = createUuid(crypto)
  const tenantId = () => host.tenant.get()?.id ?? null
  const endpoints = resolveEndpoints(config, window.location.href)
  const frames = framesOf(window)
  const whenDrawn = () => afterPaint(frames, clock)
  const { isHidden } = frames
  const client = createDevHotloadApiClient({
    fetch: (input, init) => window.fetch(input, init),
    clock,
    random: Math.random,
    uuid,
    credentials: hostCredentials(host),
    endpoints,
    userId: () => host.user.get()?.id ?? null,
    tabs: tabEnvironment(window),
    onMistake: onFault,
    profile: config.profile,
    whenDrawn,
  })
  /** While nobody knows, nothing is shown as missing. */
  const offers = shallowRef(offersOf(client.profile.known()))
  client.profile.onKnown((name) => (offers.value = offersOf(name)))
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
  const offered = () => offers.value
  const lists = calmVerbs(
    createLists({ client, stores, memory, clock, tenantId, offers: offered, isHidden, onError }),
    onFault,
  )
  const unguarded = createFeed({
    client,
    stores,
    memory,
    lists,
    clock,
    tenantId,
    random: Math.random,
    isBare: () => client.profile.known() === 'core',
    onRejected,
    onFault,
    frames,
  })
  const feed = calmVerbs(unguarded, onFault)
  const commands = createPanelSender({
    client,
    stores,
    lists,
    host,
    whenDrawn,
    clock,
    uuid,
    onError,
    onFault,
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
    onFault,
  })
  const candidate = createLaterCandidate(async () => {
    const { createCandidate } = await import('./create-candidate.ts')
    return createCandidate({ client, stores, clock, uuid, tenantId, offers: offered, onError })
  })

  const lookout = createLaterLookout(
    {
      host,
      stores,
      connection: feed.connection,
      client,
      clock,
      uuid,
      tenantId,
      offers,
      isHidden,
      page: window,
      onFault,
    },
    whenDrawn,
  )

  const scope = effectScope(true)
  scope.run(() => {
    followPlace(navigator, stores, lists)
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
    lookout.changeScope()
    // Signed out, the shell is on its way elsewhere: no request, and no word in its address.
    if (host.user.get() === null || host.tenant.get() === null) return feed.pause()
    isSessionEnded = false
    navigator.go({ sessionId: null }, 'replace')
    void feed.restart()
  }
  const endings = [
    host.user.subscribe(followScope),
    host.tenant.subscribe(followScope),
    watchEnvironment({ tell: calmly(client.stream.tell, onFault) }),
  ]

  void noLaterThan(feed.start(), clock).then(() => commands.start())

  return {
    host,
    clock,
    client,
    uuid,
    apiUrl: endpoints.base,
    links: { grafana: config.grafanaUrl, runbooks: config.runbookUrl },
    offers,
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
      lookout.dispose()
      commands.dispose()
      lists.dispose()
      feed.dispose()
      memory.dispose()
      client.dispose()
    },
  }
}

const offersOf = (profile: ProfileName | null): ServerOffers => (profile === 'core' ? CORE_OFFERS : GATEWAY_OFFERS)

const keyOf = (host: DevHotloadHost) => `${host.tenant.get()?.id ?? ''}\n${host.user.get()?.id ?? ''}`
