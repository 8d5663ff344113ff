import { shallowRef, watchEffect } from 'vue'
import { GATEWAY_OFFERS, type ServerOffers } from '../../contracts/index.ts'
import type { DevHotload } from '../app/panel/create-dev-hotload.ts'
import { createNavigator } from '../app/panel/navigator.ts'
import { preferencesFrom } from '../app/panel/preferences.ts'
import { createLogBook } from '../logs/index.ts'
import { createStores, type Stores } from '../app/panel/stores.ts'
import type { StreamStatus } from '../client/index.ts'
import { createUuid } from '../kernel/index.ts'
import { createFakeClock, type FakeClock } from '../tests/fake-clock.ts'
import { fakeHost } from '../tests/fake-host.ts'
import { NOW } from './now.ts'
import { look } from './look.ts'

/** A panel with real stores and a real address, and with nobody at the other end: whatever is asked for never comes. */
export interface FakePanel {
  readonly panel: DevHotload
  readonly stores: Stores
  /** Stands still at `NOW`, so that each picture of a story is the same. */
  readonly clock: FakeClock
  connect(status: Partial<StreamStatus>): void
  /** The server turns out to be one that can be asked for this. */
  offer(offers: ServerOffers): void
}

const LIVE: StreamStatus = {
  name: 'live',
  failures: 0,
  nextAttemptAt: null,
  lastEventAt: NOW - 2_000,
  downSince: null,
  code: null,
}

/** Takes every request and answers none. */
const silent = <T extends object>(own: Partial<T> = {}): T =>
  new Proxy(own as T, { get: (target, name) => Reflect.get(target, name) ?? (() => new Promise(() => {})) })

/** Must be called in a scope: what the toolbar chooses becomes a preference. */
export function createFakePanel(path = '/dev-hotload'): FakePanel {
  const host = fakeHost({ path })
  const clock = createFakeClock(NOW)
  const stores = createStores(20_000, createLogBook(20_000))
  const connection = shallowRef<StreamStatus>(LIVE)
  const preferences = shallowRef(preferencesFrom({}))
  const uuid = createUuid(crypto)
  const offers = shallowRef(GATEWAY_OFFERS)
  const none = () => () => {}

  watchEffect(() => {
    const table = { ...preferences.value.table, density: look.density }
    if (preferences.value.table.density !== look.density) preferences.value = { ...preferences.value, table }
    host.theme.set(look.theme)
  })

  const panel: DevHotload = {
    host,
    clock,
    uuid,
    stores,
    apiUrl: 'http://127.0.0.1:5172/',
    offers,
    links: { grafana: null, runbooks: 'https://runbooks.example.com/dev-hotload' },
    client: silent<DevHotload['client']>({ alertActs: silent() }),
    lists: silent(),
    navigator: createNavigator(host.navigation),
    feed: silent<DevHotload['feed']>({ connection }),
    metricsPoll: { watch: none, again: () => {}, dispose: () => {} },
    attentionPoll: { watch: none, retry: () => {}, dispose: () => {} },
    candidate: silent<DevHotload['candidate']>({ whyNot: () => null, cleanText: (text) => text, uuid }),
    memory: silent<DevHotload['memory']>({
      preferences,
      prefer: (change) => void (preferences.value = { ...preferences.value, ...change }),
      storage: shallowRef({ state: 'ready', keepLogs: false }),
    }),
    commands: silent<DevHotload['commands']>({
      note: (_action, _sessionId, answer) => answer,
      send(kind, sessionId, reason) {
        const session = stores.sessions.byId(sessionId)
        const title = session?.pluginName ?? session?.pluginId ?? sessionId
        stores.commands.begin({ key: uuid(), kind, sessionId, title, reason, requestedAt: NOW })
        return Promise.resolve()
      },
    }),
    reconnect: () => {},
    dispose: () => {},
  }
  return {
    panel,
    stores,
    clock,
    connect: (status) => (connection.value = { ...LIVE, ...status }),
    offer: (next) => (offers.value = next),
  }
}
