import type { DevHotloadHost } from '../../../contracts/index.ts'
import { createDevHotload, type DevHotload } from './create-dev-hotload.ts'

const shared = new WeakMap<DevHotloadHost, { instance: DevHotload; users: number }>()

/** The panel of this host: all doors of one page share one client and one stream. Give it back with `release`. */
export function acquire(host: DevHotloadHost): DevHotload {
  const known = shared.get(host)
  if (known) {
    known.users++
    return known.instance
  }
  const instance = createDevHotload(host)
  shared.set(host, { instance, users: 1 })
  return instance
}

export function release(host: DevHotloadHost): void {
  const known = shared.get(host)
  if (!known || --known.users > 0) return
  shared.delete(host)
  try {
    known.instance.dispose()
  } catch (error) {
    // The shell that takes a page away must not stumble over us.
    host.telemetry?.exception(error, { code: 'DH_VIEW_002', part: 'dispose' })
  }
}
