import type { Router, RouteRecordRaw } from 'vue-router'
import type { DevHotloadHost, Watched } from '../../../../contracts/host.ts'
import { createWatched } from '../host/watched.ts'
import { findExport } from './door-names.ts'
import type { LoadDoor } from './load-door.ts'

export const PANEL_BASE = '/dev-hotload'

/** The route that holds the panel's addresses until the remote's own routes are there. */
export const PANEL_PENDING = 'dev-hotload-pending'

export type RemoteState =
  { kind: 'unknown' } | { kind: 'loading' } | { kind: 'ready' } | { kind: 'failed'; why: string }

export interface RemoteRoutes {
  state: Watched<RemoteState>
  /** Adds the remote's routes once; true when they are there. Never rejects. */
  ensure(): Promise<boolean>
  /** Its routes are there and its page did not come: they leave again, and `pending` holds their addresses. */
  lost(error: unknown, pending: RouteRecordRaw): void
}

type CreateRoutes = (host: DevHotloadHost, options: { base: string }) => RouteRecordRaw[]

/** Brings the remote's pages into the shell's router. */
export function createRemoteRoutes(deps: {
  router: Router
  host: DevHotloadHost
  loadDoor: LoadDoor
  onProblem: (error: unknown) => void
}): RemoteRoutes {
  const { router, host, loadDoor, onProblem } = deps
  const state = createWatched<RemoteState>({ kind: 'unknown' })
  let running: Promise<boolean> | null = null
  let leave: (() => void)[] = []

  const load = async (): Promise<boolean> => {
    state.set({ kind: 'loading' })
    try {
      const create = findExport(await loadDoor('routes'), 'createDevHotloadRoutes')
      if (typeof create !== 'function') throw new Error('The remote offers no createDevHotloadRoutes.')
      const routes = (create as CreateRoutes)(host, { base: PANEL_BASE })
      router.removeRoute(PANEL_PENDING)
      leave = routes.map((route) => router.addRoute(route))
      state.set({ kind: 'ready' })
      return true
    } catch (error) {
      onProblem(error)
      state.set({ kind: 'failed', why: error instanceof Error ? error.message : String(error) })
      return false
    }
  }

  return {
    state,
    lost(error, pending) {
      onProblem(error)
      for (const remove of leave.splice(0)) remove()
      router.addRoute(pending)
      state.set({ kind: 'failed', why: error instanceof Error ? error.message : String(error) })
    },
    async ensure() {
      if (state.get().kind === 'ready') return true
      running ??= load().finally(() => (running = null))
      return running
    },
  }
}
