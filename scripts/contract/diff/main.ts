import { fileURLToPath } from 'node:url'
import { Command } from 'commander'
import { compareContracts } from './compare-contracts.ts'
import { publishedVersions, readPublication } from './published.ts'
import { isGood, textOf } from './report.ts'
import { remoteDocuments, workingContracts } from './working-contracts.ts'

const FOLDER = fileURLToPath(new URL('../../../contracts/published/', import.meta.url))

const { against, json } = new Command('contract:diff')
  .description('Compares the contracts with a published version; fails when something breaks it')
  .option('--against <version>', 'another published version than the newest, e.g. 1.0')
  .option('--json', 'print the changes as JSON', false)
  .allowExcessArguments(false)
  .parse()
  .opts<{ against?: string; json: boolean }>()

const versions = publishedVersions(FOLDER)
const version = against ?? versions.at(-1)
if (version === undefined || !versions.includes(version)) {
  console.error(`There is no published version ${version ?? 'yet: npm run contract:publish'}.`)
  process.exitCode = 1
} else {
  const publication = readPublication(FOLDER, version)
  const changes = compareContracts(publication.contracts, workingContracts(), remoteDocuments())
  console.log(
    json ? JSON.stringify({ version, edited: publication.edited, changes }, null, 2) : textOf(publication, changes),
  )
  process.exitCode = isGood(publication, changes) ? 0 : 1
}
