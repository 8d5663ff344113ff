import type { Checked } from './check-remote.ts'
import type { Finding } from './finding.ts'

const line = ({ file, text }: Finding) => (file === null ? `  ${text}` : `  ${file}: ${text}`)
/** One rule of a server fits all of its files: the same advice is said once, with how many it is about. */
function advice(findings: readonly Finding[]): string[] {
  const files = new Map<string, string[]>()
  for (const { file, text } of findings) files.set(text, [...(files.get(text) ?? []), file ?? ''])
  return [...files].map(
    ([text, names]) => `  ${names[0]}${names.length > 1 ? ` and ${names.length - 1} more` : ''}: ${text}`,
  )
}

/** What a person at a terminal reads. */
export function reportOf({ manifest, bytes, findings }: Checked): string {
  const errors = findings.filter(({ severity }) => severity === 'error')
  const advices = findings.filter(({ severity }) => severity === 'advice')
  const lines: string[] = []
  if (manifest) {
    const { version, build, hostApi, contracts, doors, files } = manifest
    lines.push(
      `${manifest.name} ${version}, build ${build}`,
      `  accepts host contract ${hostApi.accepts}; speaks Dev API ${contracts.devApi}, GraphQL schema ${contracts.graphql}`,
      `  doors: ${Object.keys(doors).join(' ')}`,
      `  ${Object.keys(files).length} files, ${Math.round(bytes / 1024)} KiB compared`,
    )
  }
  if (advices.length > 0) lines.push('', 'Could be better:', ...advice(advices))
  if (errors.length > 0)
    lines.push('', `${errors.length} ${errors.length === 1 ? 'thing is' : 'things are'} wrong:`, ...errors.map(line))
  else lines.push('', 'Everything is as the manifest promises.')
  return lines.join('\n')
}
