import { computed, inject, provide, type InjectionKey, type Ref } from 'vue'
import { useWhen, type When } from '../../ui/index.ts'
import { useSessions } from '../ports.ts'
import { useSharedNow } from '../shared-now.ts'

export interface ListTime extends When {
  /** The server's wall clock in ms, by the second. */
  readonly now: Readonly<Ref<number>>
}

const ListTimeKey: InjectionKey<ListTime> = Symbol('dev-hotload list time')

function createListTime(): ListTime {
  const { sessions, clock } = useSessions()
  const now = useSharedNow(clock)
  return { ...useWhen(), now: computed(() => now.value + sessions.skewMs) }
}

/** One set of formats for all cells below: fifty rows would make hundreds. */
export function provideListTime(): ListTime {
  const time = createListTime()
  provide(ListTimeKey, time)
  return time
}

/** The time of the table around, or one of its own for a cell that stands alone. */
export const useListTime = (): ListTime => inject(ListTimeKey, createListTime, true)
