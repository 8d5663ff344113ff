import { readdirSync, readFileSync } from 'node:fs'
import ts from 'typescript'
import { DEVHOTLOAD_HOST_API } from '../../../contracts/index.ts'
import type { ContractSet } from './compare-contracts.ts'
import { describeStream } from './describe-stream.ts'
import { readApi } from './openapi-operations.ts'

const CONTRACTS = new URL('../../../contracts/', import.meta.url)
const DOCUMENTS = new URL('../../../remote-dev-hotload/client/documents/', import.meta.url)
const read = (name: string) => readFileSync(new URL(name, CONTRACTS), 'utf8')

/** The declarations of the host contract, as a shell imports them: no code, with the comments. */
const declarationsOf = (source: string): string => ts.transpileDeclaration(source, { fileName: 'host.ts' }).outputText

/** The contracts as they stand in `contracts/` now. */
export const workingContracts = (): ContractSet => ({
  host: declarationsOf(read('host.ts')),
  graphql: read('schema.graphql'),
  openapi: read('dev-api.openapi.yaml'),
  stream: describeStream(),
})

/** Numbers that the two halves carry: a shell sees the first, a Dev API the second. */
export interface Numbers {
  readonly hostApi: string
  readonly wireApi: string
}

export const workingNumbers = (): Numbers => ({
  hostApi: DEVHOTLOAD_HOST_API,
  wireApi: readApi(read('dev-api.openapi.yaml')).version,
})

/** Every GraphQL document that the remote sends, in one text. */
export const remoteDocuments = (): string =>
  readdirSync(DOCUMENTS)
    .filter((name) => name.endsWith('.graphql'))
    .map((name) => readFileSync(new URL(name, DOCUMENTS), 'utf8'))
    .join('\n')
