import type { DoorName } from './door-names.ts'

// The federation plugin rewrites each of these literals; a name put together at run time would not be found.
const IMPORTS: Record<DoorName, () => Promise<unknown>> = {
  SessionDashboard: () => import('dev_hotload/SessionDashboard'),
  LogStreamPanel: () => import('dev_hotload/LogStreamPanel'),
  MetricsWidgets: () => import('dev_hotload/MetricsWidgets'),
  guard: () => import('dev_hotload/guard'),
  routes: () => import('dev_hotload/routes'),
  mount: () => import('dev_hotload/mount'),
}

export type LoadDoor = (name: DoorName) => Promise<unknown>

/** Loads doors over federation. The remote is not asked before the first call, and again after a failure. */
export function createDoorLoader(remoteUrl: string, patienceMs = 15_000): LoadDoor {
  const world = globalThis as { __devHotloadRemoteUrl__?: string }
  world.__devHotloadRemoteUrl__ = remoteUrl
  let failures = 0

  return async (name) => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`No answer from ${remoteUrl}.`)), patienceMs)
    })
    try {
      return await Promise.race([IMPORTS[name](), late])
    } catch (error) {
      failures += 1
      // Some browsers remember for good that a module could not be fetched.
      const retry = new URL(remoteUrl)
      retry.searchParams.set('retry', String(failures))
      world.__devHotloadRemoteUrl__ = retry.href
      throw error
    } finally {
      clearTimeout(timer)
    }
  }
}
