import type { Change } from './change.ts'
import { breaksOf } from './compare-contracts.ts'
import type { Publication } from './published.ts'
import type { Numbers } from './working-contracts.ts'

export type NextVersion =
  | { readonly kind: 'version'; readonly version: string }
  | { readonly kind: 'refused'; readonly sentences: readonly string[] }

const majorOf = (version: string) => Number(version.split('.')[0])

/** Which version comes next, or what has to be done before there can be one. */
export function nextVersion(
  newest: Publication | null,
  now: Numbers,
  changes: readonly Change[],
  isSame: boolean,
): NextVersion {
  if (newest === null) return { kind: 'version', version: '1.0' }
  if (newest.edited.length > 0)
    return {
      kind: 'refused',
      sentences: [`${newest.version} was edited after it was published: ${newest.edited.join(', ')}.`],
    }
  if (isSame) return { kind: 'refused', sentences: [`Nothing has changed since ${newest.version}.`] }
  const halves = [
    {
      breaks: breaksOf(changes, 'host'),
      was: newest.hostApi,
      is: now.hostApi,
      where: 'DEVHOTLOAD_HOST_API in contracts/host.ts',
    },
    {
      breaks: breaksOf(changes, 'graphql', 'rest', 'stream'),
      was: newest.wireApi,
      is: now.wireApi,
      where: 'info.version in contracts/dev-api.openapi.yaml',
    },
  ]
  const sentences = halves
    .filter(({ breaks, was, is }) => breaks.length > 0 && majorOf(is) <= majorOf(was))
    .map(({ breaks, was, where }) => `${breaks.length} of the changes break ${was}: raise the major of ${where} first.`)
  if (sentences.length > 0) return { kind: 'refused', sentences }
  const [major = 1, minor = 0] = newest.version.split('.').map(Number)
  const isMajor = halves.some(({ breaks }) => breaks.length > 0)
  return { kind: 'version', version: isMajor ? `${major + 1}.0` : `${major}.${minor + 1}` }
}
