import type { Meta } from '@storybook/vue3-vite'
import { h } from 'vue'
import { NOW } from '../stories/now.ts'
import { part } from '../stories/part.ts'
import type { ConnectionView } from './connection.ts'
import ConnectionState from './ConnectionState.vue'

export default { title: 'Connection' } satisfies Meta

const shown = (connection: Partial<ConnectionView> & Pick<ConnectionView, 'name'>) =>
  part(() =>
    h(ConnectionState, {
      now: NOW,
      connection: { failures: 0, nextAttemptAt: null, lastEventAt: NOW - 40_000, ...connection },
    }),
  )

export const NotConnectedYet = shown({ name: 'idle', lastEventAt: null })
export const Connecting = shown({ name: 'connecting', lastEventAt: null })
export const ConnectingAgain = shown({ name: 'connecting', failures: 3 })
export const Live = shown({ name: 'live', lastEventAt: NOW - 2_000 })
export const LiveWithoutAnEvent = shown({ name: 'live', lastEventAt: null })
export const LiveAndQuiet = shown({ name: 'quiet', lastEventAt: NOW - 130_000 })
export const NoSignOfLife = shown({ name: 'stale', nextAttemptAt: NOW + 1_000 })
export const Reconnecting = shown({ name: 'waiting', failures: 3, nextAttemptAt: NOW + 7_200 })
export const Offline = shown({ name: 'offline' })
export const PausedInTheBackground = shown({ name: 'suspended', lastEventAt: NOW - 2_400_000 })
export const SignInEnded = shown({ name: 'unauthorized' })
export const NotAllowed = shown({ name: 'forbidden', lastEventAt: null })
export const NotSupported = shown({ name: 'unsupported', lastEventAt: null })
export const EndedByTheServer = shown({ name: 'ended' })
export const Failed = shown({ name: 'failed', failures: 1 })
