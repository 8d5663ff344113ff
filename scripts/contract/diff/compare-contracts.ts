import type { Change, Part } from './change.ts'
import { compareGraphql, unknownTo } from './compare-graphql.ts'
import { compareHost } from './compare-host.ts'
import { compareOpenApi } from './compare-openapi.ts'
import { compareStream } from './compare-stream.ts'
import type { StreamShapes } from './describe-stream.ts'

/** The whole of the contracts, as text where they are text. */
export interface ContractSet {
  /** TypeScript declarations. */
  readonly host: string
  /** SDL. */
  readonly graphql: string
  /** YAML. */
  readonly openapi: string
  readonly stream: StreamShapes
}

/** Every difference of the contracts, and what the remote's questions (GraphQL documents) ask of the old ones. */
export const compareContracts = (old: ContractSet, now: ContractSet, documents: string): Change[] => [
  ...compareHost(old.host, now.host),
  ...compareGraphql(old.graphql, now.graphql),
  ...compareOpenApi(old.openapi, now.openapi),
  ...compareStream(old.stream, now.stream),
  ...unknownTo(old.graphql, documents),
]

export const breaksOf = (changes: readonly Change[], ...parts: Part[]): Change[] =>
  changes.filter(({ level, part }) => level === 'breaking' && (parts.length === 0 || parts.includes(part)))
