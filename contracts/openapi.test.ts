import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { createConfig, lintFromString } from '@redocly/openapi-core'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'

const OPENAPI = fileURLToPath(new URL('./dev-api.openapi.yaml', import.meta.url))
const FIXTURES = new URL('./fixtures/rest/', import.meta.url)
const source = readFileSync(OPENAPI, 'utf8')

const lint = async (text: string) => {
  const config = await createConfig({ extends: ['recommended'] })
  return (await lintFromString({ source: text, absoluteRef: OPENAPI, config })).map(
    ({ severity, ruleId, location }) => `${severity} ${ruleId} ${location[0]?.pointer ?? ''}`,
  )
}

const answerSchema = z.object({ content: z.record(z.string(), z.object({ schema: z.unknown() })).optional() })
const operationSchema = z.object({ operationId: z.string(), responses: z.record(z.string(), z.unknown()) })
const documentSchema = z.object({
  paths: z.record(z.string(), z.record(z.string(), z.unknown())),
  components: z.object({ responses: z.record(z.string(), answerSchema), schemas: z.record(z.string(), z.unknown()) }),
})
const openapi = documentSchema.parse(parse(source))

const operations = new Map(
  Object.values(openapi.paths)
    .flatMap((path) => Object.values(path))
    .map((operation) => operationSchema.safeParse(operation))
    .flatMap(({ data }) => (data ? [[data.operationId, data] as const] : [])),
)

const nameIn = (ref: unknown) => String(ref).split('/').at(-1) ?? ''

/** The component schemas that an operation declares for a status. */
const declared = (operationId: string, status: number): string[] => {
  const answer = operations.get(operationId)?.responses[String(status)]
  const shared = z.object({ $ref: z.string() }).safeParse(answer)
  const { content } = shared.success
    ? (openapi.components.responses[nameIn(shared.data.$ref)] ?? {})
    : answerSchema.parse(answer ?? {})
  const schema = content?.['application/json']?.schema
  const { $ref, oneOf } = z
    .object({ $ref: z.string().optional(), oneOf: z.array(z.object({ $ref: z.string() })).optional() })
    .parse(schema ?? {})
  return [$ref, ...(oneOf ?? []).map((one) => one.$ref)].filter((ref) => ref !== undefined).map(nameIn)
}

// `strict` would refuse the document around the schemas, which is not a schema.
const ajv = new Ajv2020({ strict: false, allErrors: true })
addFormats.default(ajv)
ajv.addSchema(parse(source) as object, 'dev-api')
const faultsOf = (schema: string, body: unknown) => {
  const validate = ajv.compile({ $ref: `dev-api#/components/schemas/${schema}` })
  return validate(body) ? [] : (validate.errors ?? [])
}

const fixtureSchema = z.object({
  operation: z.string(),
  status: z.number(),
  kind: z.enum(['good', 'error', 'old', 'bare', 'hostile']),
  schema: z.string(),
})
const fixtures = readdirSync(FIXTURES)
  .filter((name) => name.endsWith('.json'))
  .map((name) => {
    const raw = JSON.parse(readFileSync(new URL(name, FIXTURES), 'utf8')) as { body: unknown }
    return { name, ...fixtureSchema.parse(raw), body: raw.body }
  })

describe('dev-api.openapi.yaml', () => {
  it('keeps all recommended rules, warnings included', async () => {
    expect(await lint(source)).toEqual([])
  })

  it('is really looked at: a broken reference and an operation without an id are found', async () => {
    const broken = source.replace('schemas/RegisterAnswer', 'schemas/Nowhere').replace('operationId: notify\n', '\n')
    expect((await lint(broken)).join('\n')).toMatch(
      /error no-unresolved-refs .*register[\s\S]*warn operation-operationId/,
    )
  })

  it('has an answer of every kind of outcome for every command', () => {
    for (const id of ['terminate', 'reload', 'terminateFromShell', 'reloadFromShell']) {
      expect(Object.keys(operations.get(id)?.responses ?? {})).toEqual(
        expect.arrayContaining(['202', '400', '401', '403', '404', '409']),
      )
    }
  })
})

describe('rest fixtures', () => {
  it.each(fixtures)('$name keeps its schema $schema', ({ schema, body }) => {
    expect(faultsOf(schema, body)).toEqual([])
  })

  it.each(fixtures.filter(({ kind }) => kind !== 'bare' && kind !== 'old'))(
    '$name is what $operation declares for $status',
    ({ operation, status, schema }) => {
      expect(declared(operation, status)).toContain(schema)
    },
  )

  it.each(fixtures.filter(({ kind }) => kind === 'good'))(
    '$name fails its schema once it is emptied',
    ({ schema, body }) => {
      expect(faultsOf(schema, { ...(body as object), data: {}, user: {}, signedOut: false })).not.toEqual([])
    },
  )

  it('there is a good one for every success that an operation declares', () => {
    const shown = new Set(fixtures.filter(({ kind }) => kind === 'good').map(({ schema }) => schema))
    const successes = [...operations.values()].flatMap(({ operationId, responses }) =>
      Object.keys(responses)
        .filter((status) => status.startsWith('2'))
        .flatMap((status) => declared(operationId, Number(status))),
    )
    expect(successes.length).toBeGreaterThan(10)
    expect([...new Set(successes)].filter((schema) => !shown.has(schema))).toEqual([])
  })
})
