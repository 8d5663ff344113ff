import { shallowRef, type ShallowRef } from 'vue'
import type { HostNavigation } from '../../../contracts/index.ts'
import { formatPlace, parsePlace, startPlace, type Place } from '../../dashboard/index.ts'
import type { LogPlace } from '../../logs/index.ts'

/** The place of the reader, kept in the shell's address. */
export interface Navigator {
  readonly place: Readonly<ShallowRef<Place>>
  /** Sessions and tabs push, so that Back leaves them; filters replace. */
  go(patch: Partial<Place>, how: 'push' | 'replace'): void
  linkTo(sessionId: string): string
  /** Full address of one reload. */
  linkToReload(sessionId: string, reload: { readonly sequence: number }): string
  /** Full address of one entry of the activity. */
  linkToAudit(auditId: string): string
  /** Address of one line of the open log, with the filter that it is seen through. */
  linkToLine(sessionId: string, logId: string): string
  dispose(): void
}

/** Another session is looked at through the same filter; a line and a time are of the one that is left. */
export const leaving = (log: LogPlace): LogPlace => ({
  ...log,
  line: null,
  at: null,
  filter: { ...log.filter, from: null, to: null },
})

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
      // Who is led to a room sees all that there is to see in it: a severity left behind would hide the worst.
      place.value = { ...place.value, ...('room' in patch ? { alertSeverity: '' } : {}), ...patch }
      navigation[how](formatPlace(place.value, base))
    },
    linkTo: (sessionId) => formatPlace({ ...place.value, log: leaving(place.value.log), sessionId, tab: 'logs' }, base),
    linkToReload: (sessionId, { sequence: reload }) =>
      new URL(formatPlace({ ...startPlace, sessionId, tab: 'reloads', reload }, base), window.location.href).href,
    linkToAudit: (auditId) =>
      new URL(formatPlace({ ...startPlace, room: 'activity', auditId }, base), window.location.href).href,
    linkToLine(sessionId, line) {
      const log = { ...place.value.log, line }
      return formatPlace({ ...startPlace, log, sessionId }, base)
    },
    dispose: unsubscribe,
  }
}
