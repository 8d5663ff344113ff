import type { MountHandle } from '../../../../contracts/host.ts'
import { createBenchHost } from '../ours/bench-host.ts'
import { watchFrames } from '../frame-watch.ts'
import { loadDoor } from '../ours/mount-panel.ts'
import type { StartViewer } from '../viewer.ts'

/** Ms from a click in a shell's menu. */
export interface MountTimes {
  /** Until the door `./mount` was there to be called. */
  readonly door_ms: number
  /** Until the first row of the table was painted. */
  readonly table_ms: number
}

declare global {
  interface Window {
    benchMount: {
      /** Times of the last click; rejects when no table comes. */
      shown(): Promise<MountTimes>
      /** Takes the panel away again, as a shell does when its reader goes elsewhere. */
      leave(): void
    }
  }
}

const PATIENCE_MS = 20_000

/** A shell that is only a menu and a place: nothing of the panel is fetched before the click. */
export const start: StartViewer = (root, { retention }) => {
  const entry = Object.assign(document.createElement('button'), { textContent: 'Dev Hotload' })
  const place = document.createElement('div')
  place.style.cssText = 'flex: 1; min-height: 0'
  root.append(entry, place)
  let opened: Promise<MountTimes> | null = null
  let handle: MountHandle | null = null

  async function open(clickedAt: number): Promise<MountTimes> {
    const mount = await loadDoor()
    const door_ms = performance.now() - clickedAt
    handle = mount(place, createBenchHost(retention, ''), { view: 'dashboard' })
    await paintedRow(place)
    return { door_ms, table_ms: performance.now() - clickedAt }
  }

  // The event's own time: what the click waited for a busy page counts.
  entry.addEventListener('click', ({ timeStamp }) => (opened = open(timeStamp)))
  window.benchMount = {
    shown: () => opened ?? Promise.reject(new Error('Nobody has clicked.')),
    leave() {
      handle?.unmount()
      handle = null
      place.replaceChildren()
    },
  }
  return Promise.resolve({ newest: () => null, received: () => 0, field: () => null, key: '#' })
}

/** Resolves when the frame with the first row is painted. */
function paintedRow(place: Element): Promise<void> {
  const begun = performance.now()
  return new Promise((resolve, reject) => {
    const stop = watchFrames(
      () => {},
      () => {
        const isThere = [...place.querySelectorAll('*')].some(({ shadowRoot }) =>
          shadowRoot?.querySelector('[data-testid="dh-session-row"]')?.checkVisibility(),
        )
        const isLate = performance.now() - begun > PATIENCE_MS
        if (!isThere && !isLate) return
        stop()
        if (isThere) resolve()
        else reject(new Error('The panel shows no session.'))
      },
    )
  })
}
