import { DEVHOTLOAD_HOST_API } from './host.ts'

/** How a shell's `apiVersion` stands to a panel: `older` and `newer` are the shell's, `unreadable` is no version. */
export type HostFit = 'fits' | 'older' | 'newer' | 'unreadable'

/** `major.minor` with anything that semver allows behind it. */
const VERSION = /^(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})(?:\.\d{1,6})?(?:[-+][\w.+-]{1,40})?$/

const read = (version: unknown): readonly [number, number] | null => {
  const found = typeof version === 'string' ? VERSION.exec(version) : null
  return found ? [Number(found[1]), Number(found[2])] : null
}

/**
 * Compares what a shell offers with what a panel needs: the same major, and at least the minor that the panel was
 * written for. A shell of a newer minor fits, since a minor only adds.
 */
export function compareHostApi(offered: unknown, needed: string = DEVHOTLOAD_HOST_API): HostFit {
  const shell = read(offered)
  const panel = read(needed)
  if (!shell || !panel) return 'unreadable'
  if (shell[0] !== panel[0]) return shell[0] < panel[0] ? 'older' : 'newer'
  return shell[1] >= panel[1] ? 'fits' : 'older'
}

/** What a panel that needs `needed` accepts, as a range that semver tools read: `>=1.0 <2.0`. */
export function hostApiRange(needed: string = DEVHOTLOAD_HOST_API): string {
  const [major] = read(needed) ?? [0]
  return `>=${needed} <${major + 1}.0`
}
