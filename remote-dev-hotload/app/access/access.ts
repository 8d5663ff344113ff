import { compareHostApi } from '../../../contracts/host-version.ts'
import {
  DEVHOTLOAD_PERMISSION,
  type AccessVerdict,
  type DenyReason,
  type DevHotloadHost,
} from '../../../contracts/host.ts'
import { isFlagOn } from './flags.ts'

const deny = (reason: DenyReason): AccessVerdict => ({ kind: 'deny', reason })

/** Same major, and at least the minor that this remote was written for. */
export const isHostCompatible = (hostApi: unknown): boolean => compareHostApi(hostApi) === 'fits'

const verdictOf = (granted: unknown): AccessVerdict => (granted === true ? { kind: 'allow' } : deny('no-permission'))

/**
 * May the panel open for this host now? A value at once, or a promise when the shell's own permission
 * check is one. Whatever is unknown, missing or throws, denies.
 */
export function evaluateAccess(host: DevHotloadHost): AccessVerdict | Promise<AccessVerdict> {
  try {
    if (!isHostCompatible(host.apiVersion)) return deny('host-mismatch')
    if (!isFlagOn(host.config.PX_ADMIN_DEV_MODE)) return deny('flag-off')
    if (!isFlagOn(host.config.PX_DEV_PLUGIN_HOTLOAD)) return deny('backend-off')
    const user = host.user.get()
    if (!user) return deny('signed-out')
    // Permissions are those of a tenant, and without one nothing may be asked.
    if (!host.tenant.get()) return deny('no-tenant')
    if (!host.permissions) return verdictOf(user.permissions.includes(DEVHOTLOAD_PERMISSION))
    const granted = host.permissions.check(DEVHOTLOAD_PERMISSION)
    return granted instanceof Promise ? granted.then(verdictOf, () => deny('no-permission')) : verdictOf(granted)
  } catch {
    return deny('no-permission')
  }
}
