import { h } from 'vue'
import type { RouteRecordRaw } from 'vue-router'
import type { DevHotloadHost } from '../../contracts/host.ts'
import { createDevHotloadGuard } from './access/index.ts'

export interface RouteOptions {
  /** Where the panel lives in the shell. @default '/dev-hotload' */
  base?: string
}

/** Routes for the shell's vue-router: everything below `base` is the panel's own address. */
export function createDevHotloadRoutes(
  host: DevHotloadHost,
  { base = '/dev-hotload' }: RouteOptions = {},
): RouteRecordRaw[] {
  return [
    {
      path: `${base.replace(/\/+$/, '')}/:devHotloadPath(.*)*`,
      name: 'dev-hotload',
      component: async () => {
        const { Door } = await import('./gate/index.ts')
        return { name: 'DevHotloadRoute', render: () => h(Door, { host, view: 'dashboard' }) }
      },
      beforeEnter: createDevHotloadGuard(host),
      meta: { devHotload: true },
    },
  ]
}
