import type { Router } from 'vue-router'
import type { HostNavigation } from '../../../../contracts/host.ts'

/** vue-router for a remote that is mounted at `basePath`; it hears of addresses under that path only. */
export function createNavigation(router: Router, basePath: string): HostNavigation {
  const isOurs = (path: string) => path === basePath || /^[/?#]/.test(path.slice(basePath.length))
  return {
    basePath,
    current: () => router.currentRoute.value.fullPath,
    push: (path) => void router.push(path).catch(() => undefined),
    replace: (path) => void router.replace(path).catch(() => undefined),
    subscribe: (listener) =>
      router.afterEach((to, _from, failure) => {
        if (!failure && to.fullPath.startsWith(basePath) && isOurs(to.fullPath)) listener(to.fullPath)
      }),
  }
}
