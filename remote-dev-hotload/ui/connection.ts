import type { IconName } from './icons.ts'

/** The state of the stream as a view needs it; times are wall-clock ms. */
export interface ConnectionView {
  readonly name:
    | 'idle'
    | 'connecting'
    | 'live'
    | 'quiet'
    | 'stale'
    | 'waiting'
    | 'offline'
    | 'suspended'
    | 'unauthorized'
    | 'forbidden'
    | 'unsupported'
    | 'ended'
    | 'failed'
  readonly failures: number
  readonly nextAttemptAt: number | null
  readonly lastEventAt: number | null
  /** The server sends no heartbeats: that it is quiet says nothing, and the list is asked for again and again. */
  readonly isPolled?: boolean
}

type Tone = 'ok' | 'info' | 'warn' | 'error' | 'off'

/** Own shape and tone of each state. */
export const CONNECTION_LOOKS: Readonly<Record<ConnectionView['name'], { icon: IconName; tone: Tone }>> = {
  idle: { icon: 'waiting', tone: 'off' },
  connecting: { icon: 'waiting', tone: 'info' },
  live: { icon: 'live', tone: 'ok' },
  quiet: { icon: 'live', tone: 'ok' },
  stale: { icon: 'broken', tone: 'warn' },
  waiting: { icon: 'waiting', tone: 'warn' },
  offline: { icon: 'broken', tone: 'warn' },
  suspended: { icon: 'pause', tone: 'off' },
  unauthorized: { icon: 'error', tone: 'error' },
  forbidden: { icon: 'error', tone: 'error' },
  unsupported: { icon: 'broken', tone: 'warn' },
  ended: { icon: 'ended', tone: 'off' },
  failed: { icon: 'error', tone: 'error' },
}

/** What the word alone does not tell: what comes next, or who can help. */
export const EXPLAINED: ReadonlySet<ConnectionView['name']> = new Set([
  'offline',
  'suspended',
  'unauthorized',
  'forbidden',
  'unsupported',
  'ended',
  'failed',
])

/** Where there is no connection, somebody may ask for one at once. */
export const RECONNECTS: ReadonlySet<ConnectionView['name']> = new Set([...EXPLAINED, 'stale', 'waiting'])
