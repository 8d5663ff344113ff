import { parse } from 'yaml'
import { z } from 'zod'
import { lookupIn, type Lookup } from './shape.ts'

const contentSchema = z.record(z.string(), z.object({ schema: z.unknown().optional() }))
const parameterSchema = z.object({
  name: z.string(),
  in: z.string(),
  required: z.boolean().default(false),
  schema: z.unknown().optional(),
})
const answerSchema = z.object({
  content: contentSchema.default({}),
  headers: z.record(z.string(), z.unknown()).default({}),
})
const operationSchema = z.object({
  operationId: z.string().default(''),
  tags: z.array(z.string()).default([]),
  parameters: z.array(z.unknown()).default([]),
  requestBody: z.unknown().optional(),
  responses: z.record(z.string(), z.unknown()).default({}),
  security: z.array(z.unknown()).optional(),
})
const bodySchema = z.object({ required: z.boolean().default(false), content: contentSchema })
const documentSchema = z.object({
  info: z.object({ version: z.string() }),
  security: z.array(z.unknown()).default([]),
  paths: z.record(z.string(), z.record(z.string(), z.unknown())),
})

/** One operation with its references followed, as far as schemas do not begin. */
export interface Operation {
  readonly id: string
  readonly parameters: ReadonlyMap<string, z.output<typeof parameterSchema>>
  readonly body: z.output<typeof bodySchema> | null
  readonly answers: ReadonlyMap<string, z.output<typeof answerSchema>>
  /** Each is one way to sign in. */
  readonly security: readonly string[]
}

export interface Api {
  readonly version: string
  /** By verb and path. */
  readonly operations: ReadonlyMap<string, Operation>
  readonly lookup: Lookup
}

const VERBS = ['get', 'put', 'post', 'delete', 'patch', 'head', 'options']
/** The stand-in's own operations are no part of the contract. */
const STUB = 'stub'

/** Reads an OpenAPI document; throws when it is none. */
export function readApi(text: string): Api {
  const raw: unknown = parse(text)
  const document = documentSchema.parse(raw)
  const lookup = lookupIn(raw)
  const follow = (value: unknown): unknown => {
    const ref = z.object({ $ref: z.string() }).safeParse(value)
    return ref.success ? follow(lookup(ref.data.$ref)) : value
  }
  const parametersOf = (list: readonly unknown[]) =>
    list
      .map((one) => parameterSchema.parse(follow(one)))
      .map((one) => [`${one.in} parameter ${one.name}`, one] as const)

  const operations = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([verb]) => VERBS.includes(verb))
      .map(([verb, value]) => [`${verb.toUpperCase()} ${path}`, operationSchema.parse(value), item] as const)
      .filter(([, { tags }]) => !tags.includes(STUB))
      .map(([name, operation, { parameters }]): [string, Operation] => [
        name,
        {
          id: operation.operationId,
          parameters: new Map(
            parametersOf([...z.array(z.unknown()).default([]).parse(parameters), ...operation.parameters]),
          ),
          body: operation.requestBody === undefined ? null : bodySchema.parse(follow(operation.requestBody)),
          answers: new Map(
            Object.entries(operation.responses).map(([status, answer]) => [status, answerSchema.parse(follow(answer))]),
          ),
          security: (operation.security ?? document.security).map((way) => JSON.stringify(way)),
        },
      ]),
  )
  return { version: document.info.version, operations: new Map(operations), lookup }
}
