import type { Clock } from '../../kernel/index.ts'
import type { Stream } from '../stream/index.ts'

/**
 * What this tab is to the others of the same person and tenant.
 *
 * - `leader`: runs the one connection and tells the others.
 * - `follower`: opens none and is told; also while nobody has been elected yet.
 * - `alone`: the browser has no locks or no channels (or they failed): a connection of its own, nothing relayed.
 */
export type TabRole = 'leader' | 'follower' | 'alone'

/** Whose events, from where. Tabs that agree in all of it share one connection. */
export interface TabScope {
  readonly tenantId: string
  readonly userId: string
  /** The stream's full address; another filter is another stream. */
  readonly streamUrl: string
}

/** The part of `navigator.locks` that is needed. */
export interface TabLocks {
  request(name: string, options: { signal: AbortSignal }, hold: () => Promise<void>): Promise<unknown>
}

/** The part of a `BroadcastChannel` that is needed. */
export interface TabChannel {
  postMessage(message: unknown): void
  addEventListener(type: 'message' | 'messageerror', listener: (event: { data: unknown }) => void): void
  close(): void
}

/** The part of `window` that is needed. */
export interface TabPage {
  addEventListener(type: 'pagehide' | 'pageshow', listener: () => void): void
  removeEventListener(type: 'pagehide' | 'pageshow', listener: () => void): void
}

/** Counters for diagnostics. */
export interface TabCounts {
  /** Messages of other versions, other scopes, or of nobody's making that were not taken. */
  ignored: number
  /** Messages of a leader that has been replaced meanwhile. */
  late: number
  /** How often something was missed and had to be said. */
  gaps: number
  /** Frames sent to other tabs. */
  relayed: number
  /** How often the leader changed under this tab. */
  leaders: number
}

/** A `Stream` to whoever listens; how many tabs share the connection behind it is not theirs to know. */
export interface TabStream extends Stream {
  role(): TabRole
  onRole(listener: (role: TabRole) => void): () => void
  readonly counts: Readonly<TabCounts>
  /** 0 locks, channels, timers and listeners are left. */
  dispose(): void
}

/** What the browser lends for sharing. */
export type TabEnvironment = Pick<TabStreamDeps, 'digest' | 'locks' | 'openChannel' | 'page' | 'isHidden'>

export interface TabStreamDeps {
  /** The real connection. It is started in the leader only. */
  stream: Stream
  clock: Clock
  uuid: () => string
  /** Hides the user and the address in the names of lock and channel. */
  digest: (text: string) => Promise<string>
  /** Null while nobody is signed in. */
  scope: () => TabScope | null
  locks: TabLocks | null
  openChannel: ((name: string) => TabChannel) | null
  page: TabPage
  isHidden: () => boolean
}
