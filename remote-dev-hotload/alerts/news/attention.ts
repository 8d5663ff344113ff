import { computed, onScopeDispose, shallowRef, watch, type ComputedRef } from 'vue'
import type { Clock } from '../../kernel/index.ts'
import type { ConnectionView } from '../../ui/index.ts'

/** What the tab says of the panel to somebody who looks at another one. */
export type Attention = 'calm' | 'failing' | 'disconnected'

export type NewsConnection = Pick<ConnectionView, 'name' | 'failures'>

/** A connection that is back at once has not been lost; a title that flickers tells nothing, ms. */
const LOST_AFTER_MS = 3_000

const LOST: ReadonlySet<ConnectionView['name']> = new Set([
  'stale',
  'waiting',
  'offline',
  'suspended',
  'unauthorized',
  'forbidden',
  'ended',
  'failed',
])

const isLost = ({ name, failures }: NewsConnection): boolean =>
  LOST.has(name) || (name === 'connecting' && failures > 0)

/** Without a stream nobody knows what fails, so that comes first. */
export function useAttention(
  connection: () => NewsConnection,
  isFailing: () => boolean,
  clock: Pick<Clock, 'after'>,
): ComputedRef<Attention> {
  const isDisconnected = shallowRef(false)
  let cancel = () => {}

  watch(
    () => isLost(connection()),
    (lost) => {
      cancel()
      if (lost) cancel = clock.after(LOST_AFTER_MS, () => (isDisconnected.value = true))
      else isDisconnected.value = false
    },
    { immediate: true },
  )
  onScopeDispose(() => cancel())
  return computed(() => (isDisconnected.value ? 'disconnected' : isFailing() ? 'failing' : 'calm'))
}
