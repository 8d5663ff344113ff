import { readdirSync, readFileSync } from 'node:fs'
import { buildSchema, execute, parse } from 'graphql'
import { describe, expect, it } from 'vitest'

const here = new URL('.', import.meta.url)
const read = (path: string) => readFileSync(new URL(path, here), 'utf8')
const documents = new URL('../remote-dev-hotload/client/documents/', here)

const schema = buildSchema(read('schema.graphql'))
const operations = parse(
  readdirSync(documents)
    .map((file) => readFileSync(new URL(file, documents), 'utf8'))
    .join('\n'),
)

interface GraphqlFixture {
  operation: string
  data: Record<string, unknown>
}

/** Values for the required variables; they do not change what a fixture answers. */
const variables = {
  sessionId: 's',
  alertId: 'a',
  until: '2026-03-02T09:00:00.000Z',
  limit: 1,
  offset: 0,
  windowMs: 1,
  stepMs: 1,
}

describe('the GraphQL fixtures', () => {
  for (const file of readdirSync(new URL('fixtures/graphql/', here))) {
    it(`${file} is an answer that the schema could give`, () => {
      const { operation, data } = JSON.parse(read(`fixtures/graphql/${file}`)) as GraphqlFixture
      // The schema itself serves the fixture: a wrong type, word or null becomes an error, a missing field a difference.
      const answer = execute({
        schema,
        document: operations,
        operationName: operation,
        rootValue: data,
        variableValues: variables,
      })
      const { errors, data: served } = answer as { errors?: unknown; data: unknown }
      expect(errors).toBeUndefined()
      expect(JSON.parse(JSON.stringify(served))).toEqual(data)
    })
  }
})
