import { shallowRef, type ShallowRef } from 'vue'

export interface RecentChoices {
  /** Ids of entries, newest first. */
  readonly ids: Readonly<ShallowRef<readonly string[]>>
  add(id: string): void
}

const MOST = 20

/** What was chosen in the palette before; forgotten with the page, since it names sessions. */
export function createRecentChoices(): RecentChoices {
  const ids = shallowRef<readonly string[]>([])
  return {
    ids,
    add: (id) => void (ids.value = [id, ...ids.value.filter((other) => other !== id)].slice(0, MOST)),
  }
}
