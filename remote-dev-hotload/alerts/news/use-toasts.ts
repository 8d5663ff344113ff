import { computed, onScopeDispose, shallowRef, type ComputedRef } from 'vue'
import type { Clock } from '../../kernel/index.ts'
import type { InboxAlert } from '../inbox-alert.ts'
import { keyOfNews } from './critical-ones.ts'

/** Read by then, by somebody who looks at the page; the bell and the inbox keep it, s. */
const SHOWN_S = 20

interface ToastsOptions {
  /** What could be shown, newest first. */
  news(): readonly InboxAlert[]
  putAway(alert: InboxAlert): void
  /** So many may be shown; the rest is counted. */
  most(): number
  /** Nobody sees the page. */
  isHidden(): boolean
  readonly clock: Pick<Clock, 'every'>
}

export interface Toasts {
  readonly shown: ComputedRef<readonly InboxAlert[]>
  /** How many there are besides. */
  readonly more: ComputedRef<number>
  /** Somebody points at one or is in it: none leaves. */
  attend(is: boolean): void
}

/** The newest few, for as long as it takes to read them. */
export function useToasts({ news, putAway, most, isHidden, clock }: ToastsOptions): Toasts {
  const isAttended = shallowRef(false)
  const seconds = new Map<string, number>()
  const shown = computed(() => news().slice(0, most()))

  onScopeDispose(
    clock.every(1_000, () => {
      if (isAttended.value || isHidden()) return
      const keys = new Set(shown.value.map(keyOfNews))
      for (const key of seconds.keys()) if (!keys.has(key)) seconds.delete(key)
      for (const alert of shown.value) {
        const key = keyOfNews(alert)
        const age = (seconds.get(key) ?? 0) + 1
        seconds.set(key, age)
        if (age >= SHOWN_S) putAway(alert)
      }
    }),
  )

  return { shown, more: computed(() => news().length - shown.value.length), attend: (is) => (isAttended.value = is) }
}
