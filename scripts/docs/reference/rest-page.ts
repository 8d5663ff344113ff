import { parse } from 'yaml'
import { z } from 'zod'
import { code, page, table } from './markdown.ts'

const VERBS = ['get', 'post', 'put', 'patch', 'delete'] as const

const operationSchema = z.object({
  tags: z.array(z.string()).default([]),
  summary: z.string(),
  description: z.string().optional(),
  requestBody: z.unknown().optional(),
  responses: z.record(z.string(), z.unknown()),
})
const schemaSchema = z.object({
  properties: z.record(z.string(), z.unknown()).optional(),
  required: z.array(z.string()).optional(),
})
const documentSchema = z.object({
  tags: z.array(z.object({ name: z.string(), description: z.string() })),
  paths: z.record(z.string(), z.record(z.string(), z.unknown())),
  components: z.object({ schemas: z.record(z.string(), z.unknown()) }),
})

type Operation = z.output<typeof operationSchema> & { path: string; verb: string }

/** Name of the schema of a JSON body, or null. */
function bodyName(body: unknown): string | null {
  const found = /"#\/components\/schemas\/(\w+)"/.exec(JSON.stringify(body ?? null))
  return found ? found[1]! : null
}

/** Verbs and paths of the REST half, by who calls them. What only the stand-in has is left out. */
export function restPage(yaml: string): string {
  const document = documentSchema.parse(parse(yaml))
  const operations: Operation[] = Object.entries(document.paths).flatMap(([path, verbs]) =>
    VERBS.filter((verb) => verb in verbs).map((verb) => ({
      path,
      verb: verb.toUpperCase(),
      ...operationSchema.parse(verbs[verb]),
    })),
  )
  const bodies = new Set(operations.flatMap(({ requestBody }) => bodyName(requestBody) ?? []))
  const isStub = ({ tags }: Operation) => tags.includes('stub')
  const parts = document.tags
    .filter(({ name }) => name !== 'stub')
    .flatMap(({ name, description }) => [
      `## ${description}`,
      table(
        ['call', 'does', 'body', 'answers'],
        operations
          .filter((operation) => operation.tags.includes(name) && !isStub(operation))
          .map((operation) => [
            code(`${operation.verb} ${operation.path}`),
            operation.summary,
            code(bodyName(operation.requestBody) ?? ''),
            Object.keys(operation.responses).join(', '),
          ]),
      ),
    ])
  const shapes = [...bodies].sort().flatMap((name) => {
    const shape = schemaSchema.safeParse(document.components.schemas[name])
    const properties = Object.keys(shape.data?.properties ?? {})
    if (properties.length === 0) return []
    const required = new Set(shape.data?.required)
    const words = properties.map((property) => code(required.has(property) ? `${property} *` : property))
    return [`### ${name}`, words.join(', ')]
  })
  return page('REST', '`contracts/dev-api.openapi.yaml`', [
    'Profile `gateway`. Every request carries `Authorization`, `X-Tenant-ID` and `X-Request-ID`; commands also `Idempotency-Key`. Whole schemas and examples stand in the source.',
    ...parts,
    '## Bodies',
    'Fields with * are demanded.',
    ...shapes,
  ])
}
