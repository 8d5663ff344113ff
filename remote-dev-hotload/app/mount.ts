import { createApp, h, shallowReactive, version, watchSyncEffect } from 'vue'
import { getActivePinia } from 'pinia'
import type { DevHotloadHost, MountHandle, MountOptions } from '../../contracts/host.ts'
import { createReport, Door } from './gate/index.ts'

/**
 * Shows a view of the panel in `element`, in a Vue app of its own: for shells without Vue, or that share
 * nothing. Mounting again into the same element replaces what was there.
 */
export function mount(element: Element, host: DevHotloadHost, options: MountOptions): MountHandle {
  mounted.get(element)?.unmount()
  const state = shallowReactive<MountOptions>({ ...options })
  const app = createApp({ render: () => h(Door, { host, view: state.view, sessionId: state.sessionId }) })
  const report = createReport(host)
  // Nothing of ours may reach the shell's global error handling.
  app.config.errorHandler = (error) => report(error, { code: 'DH_VIEW_001' })
  app.mount(element)
  let isMounted = true
  const handle: MountHandle = {
    update(patch) {
      if (isMounted) Object.assign(state, patch)
    },
    unmount() {
      if (!isMounted) return
      isMounted = false
      if (mounted.get(element) === handle) mounted.delete(element)
      try {
        app.unmount()
      } catch (error) {
        report(error, { code: 'DH_VIEW_002', part: 'unmount' })
      }
    },
  }
  mounted.set(element, handle)
  return handle
}

const mounted = new WeakMap<Element, MountHandle>()

export interface Sharing {
  /** The Vue that the remote runs on. */
  readonly vue: string
  /** True when a reactive object of the shell is one for the remote too: both run on the same Vue. */
  readonly sharesVue: boolean
  /** True when the shell's active Pinia is visible here: both run on the same Pinia. */
  readonly sharesPinia: boolean
}

const PROBED = Symbol('dev-hotload probe')

/** A flag on the object would say yes across two Vues: only an effect that runs again proves that they are one. */
function isTracked(probe: object): boolean {
  let runs = 0
  const stop = watchSyncEffect(() => {
    runs++
    Reflect.has(probe, PROBED)
  })
  Reflect.set(probe, PROBED, true)
  stop()
  Reflect.deleteProperty(probe, PROBED)
  return runs > 1
}

/** For a shell's own check of its set-up: does this remote share the page's Vue and Pinia? `probe` is any `reactive({})`. */
export function inspectSharing(probe: object): Sharing {
  return { vue: version, sharesVue: isTracked(probe), sharesPinia: getActivePinia() !== undefined }
}
