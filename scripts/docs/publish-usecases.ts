import { fileURLToPath } from 'node:url'
import { Command } from 'commander'
import { checkUsecases } from './check-usecases.ts'
import { repositoryAt } from './repository.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

const { scnId, validateOnly } = new Command('publish:usecases')
  .description('Checks the documents that the documentation hub takes from this repository')
  .requiredOption('--scn-id <id>', 'scenario, e.g. SCN-PUBLISH-HUB-001')
  .option('--validate-only', 'check, and change nothing')
  .addHelpText('after', '\nThe hub itself fetches what it publishes; from here nothing is sent anywhere.')
  .parse()
  .opts<{ scnId: string; validateOnly?: boolean }>()

const problems = checkUsecases(repositoryAt(ROOT), scnId)
for (const problem of problems) console.error(problem)
if (problems.length > 0) {
  console.error(`${scnId}: ${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}.`)
  process.exitCode = 1
} else if (validateOnly) {
  console.log(`${scnId}: the docmap, its documents, their code and their links fit together.`)
} else {
  console.error('The documents are valid. Publishing is done by the documentation hub; add --validate-only.')
  process.exitCode = 2
}
