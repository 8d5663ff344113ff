import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { ContractSet } from './compare-contracts.ts'
import { streamShapesSchema } from './describe-stream.ts'
import type { Numbers } from './working-contracts.ts'

const FILES = {
  host: 'host.d.ts',
  graphql: 'schema.graphql',
  openapi: 'dev-api.openapi.yaml',
  stream: 'stream-events.json',
} as const satisfies Record<keyof ContractSet, string>
const RECORD = 'publication.json'

const recordSchema = z.object({
  version: z.string(),
  hostApi: z.string(),
  wireApi: z.string(),
  /** File → SHA-256, so that an edit of what was published is seen. */
  files: z.record(z.string(), z.string()),
})

/** A version of the contracts that others were told to keep to. */
export interface Publication extends Numbers {
  readonly version: string
  readonly contracts: ContractSet
  /** Files that are not as they were published. */
  readonly edited: readonly string[]
}

const digestOf = (text: string) => createHash('sha256').update(text).digest('hex')
const inOrder = (a: string, b: string) => a.localeCompare(b, 'en', { numeric: true })

/** Published versions in a folder, oldest first. */
export const publishedVersions = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => /^\d+\.\d+$/.test(name))
        .sort(inOrder)
    : []

/** Reads one of them. Throws when files are missing. */
export function readPublication(folder: string, version: string): Publication {
  const read = (name: string) => readFileSync(join(folder, version, name), 'utf8')
  const { files, ...numbers } = recordSchema.parse(JSON.parse(read(RECORD)))
  return {
    ...numbers,
    contracts: {
      host: read(FILES.host),
      graphql: read(FILES.graphql),
      openapi: read(FILES.openapi),
      stream: streamShapesSchema.parse(JSON.parse(read(FILES.stream))),
    },
    edited: Object.values(FILES).filter((name) => files[name] !== digestOf(read(name))),
  }
}

/** Writes a new one; an existing one stays as it is and throws. */
export function writePublication(folder: string, version: string, numbers: Numbers, contracts: ContractSet): void {
  const place = join(folder, version)
  mkdirSync(folder, { recursive: true })
  mkdirSync(place)
  const texts = { ...contracts, stream: `${JSON.stringify(contracts.stream, null, 2)}\n` }
  const files = Object.entries(FILES).map(([part, name]) => {
    const text = texts[part as keyof ContractSet]
    writeFileSync(join(place, name), text)
    return [name, digestOf(text)]
  })
  const record = { version, ...numbers, files: Object.fromEntries(files) as Record<string, string> }
  writeFileSync(join(place, RECORD), `${JSON.stringify(record, null, 2)}\n`)
}
