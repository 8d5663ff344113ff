import type { Change, Part } from './change.ts'
import { breaksOf } from './compare-contracts.ts'
import type { Publication } from './published.ts'

const PARTS: Readonly<Record<Part, string>> = {
  host: 'host',
  graphql: 'GraphQL',
  rest: 'REST',
  stream: 'stream',
  documents: 'remote',
}

const lineOf = (word: string, { part, what }: Change) => `  ${word}  ${PARTS[part].padEnd(7)}  ${what}.`

/** What to do about breaks, by the half of the contract that they are in. */
function adviceOn(changes: readonly Change[], { version, hostApi, wireApi }: Publication): string[] {
  const advice: string[] = []
  if (breaksOf(changes, 'host').length > 0)
    advice.push(
      `Shells were written for ${hostApi}. Take the change back or make it optional. If it has to be: raise the major of DEVHOTLOAD_HOST_API in contracts/host.ts; every shell then shows the version page until it is adapted.`,
    )
  if (breaksOf(changes, 'graphql', 'rest', 'stream').length > 0)
    advice.push(
      `Dev APIs were written for ${wireApi}. Take the change back, or add beside what is there. If it has to be: raise the major of info.version in contracts/dev-api.openapi.yaml.`,
    )
  if (breaksOf(changes, 'documents').length > 0)
    advice.push(
      `The remote asks for more than ${version} offers. Publish the addition, and deploy the Dev API before the remote.`,
    )
  if (advice.length > 0) advice.push('Then: npm run contract:publish, and an ADR in docs/adr that says why.')
  return advice
}

/** The comparison for a person: breaks first, then what to do about them. */
export function textOf(publication: Publication, changes: readonly Change[]): string {
  const of = (level: Change['level'], word: string) =>
    changes.filter((change) => change.level === level).map((change) => lineOf(word, change))
  const lines = [...of('breaking', 'BREAKS'), ...of('risky', 'risky '), ...of('addition', 'new   ')]
  const edited = publication.edited.map(
    (name) =>
      `  BREAKS  ${publication.version}/${name} was edited after it was published. Put it back; publish a new version instead.`,
  )
  const advice = adviceOn(changes, publication)
  return [
    `Contracts against the published version ${publication.version}:`,
    '',
    ...(lines.length + edited.length === 0 ? ['  nothing has changed'] : [...edited, ...lines]),
    ...(advice.length === 0 ? [] : ['', ...advice.map((sentence) => `→ ${sentence}`)]),
    '',
  ].join('\n')
}

/** Nobody who keeps to the published version fails, and the published version is as it was. */
export const isGood = ({ edited }: Publication, changes: readonly Change[]): boolean =>
  edited.length === 0 && breaksOf(changes).length === 0
