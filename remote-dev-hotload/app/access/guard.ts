import type { NavigationGuard } from 'vue-router'
import type { DevHotloadHost } from '../../../contracts/host.ts'
import { evaluateAccess } from './access.ts'

/**
 * A guard for vue-router. Signed out, the shell is asked to sign in and to come back here. Any other
 * denial cancels the navigation, except to a route that brings its own denied page
 * (`meta.devHotload`, as the routes of `./routes` do): there the address stays and the page says why.
 */
export function createDevHotloadGuard(host: DevHotloadHost): NavigationGuard {
  return async (to) => {
    const verdict = await evaluateAccess(host)
    if (verdict.kind === 'allow') return true
    if (verdict.reason === 'signed-out') {
      host.auth.onSessionEnded(to.fullPath)
      return false
    }
    return to.meta['devHotload'] === true
  }
}
