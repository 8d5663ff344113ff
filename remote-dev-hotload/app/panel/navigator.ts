import { shallowRef, type ShallowRef } from 'vue'
import type { HostNavigation } from '../../../contracts/index.ts'
import { formatPlace, parsePlace, type Place } from '../../dashboard/index.ts'

/** The place of the reader, kept in the shell's address. */
export interface Navigator {
  readonly place: Readonly<ShallowRef<Place>>
  /** Sessions and tabs push, so that Back leaves them; filters replace. */
  go(patch: Partial<Place>, how: 'push' | 'replace'): void
  linkTo(sessionId: string): string
  dispose(): void
}

export function createNavigator(navigation: HostNavigation): Navigator {
  const base = navigation.basePath.replace(/\/+$/, '')
  const place = shallowRef<Place>(parsePlace(navigation.current(), base))
  const unsubscribe = navigation.subscribe((path) => {
    // Elsewhere in the shell the address is not ours to read.
    if (new URL(path, 'http://panel.invalid').pathname.startsWith(base)) place.value = parsePlace(path, base)
  })
  return {
    place,
    go(patch, how) {
      place.value = { ...place.value, ...patch }
      navigation[how](formatPlace(place.value, base))
    },
    linkTo: (sessionId) => formatPlace({ ...place.value, sessionId, tab: 'logs' }, base),
    dispose: unsubscribe,
  }
}
