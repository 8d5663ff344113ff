import { fileURLToPath } from 'node:url'
import { isDeepStrictEqual } from 'node:util'
import { compareContracts } from './compare-contracts.ts'
import { nextVersion } from './next-version.ts'
import { publishedVersions, readPublication, writePublication } from './published.ts'
import { remoteDocuments, workingContracts, workingNumbers } from './working-contracts.ts'

const FOLDER = fileURLToPath(new URL('../../../contracts/published/', import.meta.url))

const version = publishedVersions(FOLDER).at(-1)
const newest = version === undefined ? null : readPublication(FOLDER, version)
const now = workingContracts()
const changes = newest ? compareContracts(newest.contracts, now, remoteDocuments()) : []
const next = nextVersion(newest, workingNumbers(), changes, isDeepStrictEqual(newest?.contracts, now))

switch (next.kind) {
  case 'refused':
    for (const sentence of next.sentences) console.error(sentence)
    process.exitCode = 1
    break
  case 'version':
    writePublication(FOLDER, next.version, workingNumbers(), now)
    console.log(`Published ${next.version} in contracts/published/${next.version}. It is never edited again.`)
    if (newest !== null && next.version.endsWith('.0'))
      console.log('A new major needs an ADR in docs/adr that says why.')
}
