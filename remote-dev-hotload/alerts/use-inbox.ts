import { computed, shallowRef, watch, type ComputedRef, type Ref } from 'vue'
import { keyOfEntry, type InboxAlert } from './inbox-alert.ts'
import { entriesOf, heldEntries, type InboxFilter } from './inbox-entries.ts'
import type { AlertsPort } from './ports.ts'

/** Entries drawn at once. */
const PAGE = 50
/** More than this nobody reads, and the page would become slow: the filters are the way then. */
const MOST_DRAWN = 500

export interface Inbox {
  /** Of all that there are, so many as are drawn. */
  readonly shown: ComputedRef<readonly InboxAlert[]>
  readonly total: ComputedRef<number>
  /** How many more can be drawn in one go; 0 when that would be too many, or there are none. */
  readonly more: ComputedRef<number>
  showMore(): void
  /** It stands there only because somebody is at the list. */
  hasLeft(alert: InboxAlert): boolean
}

/** The inbox through a filter: grouped, bounded, and still while somebody `isHeld`. */
export function useInbox(port: AlertsPort, filter: () => InboxFilter, isHeld: Readonly<Ref<boolean>>): Inbox {
  const { alerts, own, skewMs } = port
  const most = shallowRef(PAGE)
  const wanted = computed(() => entriesOf(alerts.newestFirst, own.newestFirst, filter(), skewMs()))
  const entries = shallowRef<readonly InboxAlert[]>(wanted.value)
  const meant = computed(() => new Set(isHeld.value ? wanted.value.map(keyOfEntry) : []))

  function known(): (key: string) => InboxAlert | undefined {
    const all = new Map<string, InboxAlert>()
    for (const alert of [...alerts.newestFirst, ...own.newestFirst]) all.set(keyOfEntry(alert), alert)
    return (key) => all.get(key)
  }

  const filterKey = () => JSON.stringify(filter())
  watch([wanted, isHeld, filterKey] as const, ([next, held, key], [, , keyBefore]) => {
    if (key !== keyBefore) most.value = PAGE
    entries.value = held && key === keyBefore ? heldEntries(entries.value, next, known()) : next
  })

  return {
    shown: computed(() => entries.value.slice(0, most.value)),
    total: computed(() => entries.value.length),
    more: computed(() => Math.max(0, Math.min(PAGE, entries.value.length - most.value, MOST_DRAWN - most.value))),
    showMore: () => void (most.value = Math.min(most.value + PAGE, MOST_DRAWN)),
    hasLeft: (alert) => isHeld.value && !meant.value.has(keyOfEntry(alert)),
  }
}
