import { readFileSync } from 'node:fs'
import { diagnosticsPage } from './diagnostics-page.ts'
import { graphqlPage } from './graphql-page.ts'
import { restPage } from './rest-page.ts'
import { streamPage } from './stream-page.ts'

const CONTRACTS = new URL('../../../contracts/', import.meta.url)
const read = (name: string) => readFileSync(new URL(name, CONTRACTS), 'utf8')

/** Every generated page of `docs/reference`, by its name. */
export const referencePages = (): ReadonlyMap<string, string> =>
  new Map([
    ['graphql.md', graphqlPage(read('schema.graphql'))],
    ['rest.md', restPage(read('dev-api.openapi.yaml'))],
    ['stream.md', streamPage()],
    ['diagnostics.md', diagnosticsPage()],
  ])
