import {
  buildSchema,
  isEnumType,
  isInputObjectType,
  isObjectType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
} from 'graphql'
import { code, page, table } from './markdown.ts'

const withDefault = ({ type, defaultValue }: GraphQLArgument | GraphQLInputField): string =>
  defaultValue === undefined ? `${type}` : `${type} = ${JSON.stringify(defaultValue)}`

const questions = (fields: readonly GraphQLField<unknown, unknown>[]): string =>
  table(
    ['name', 'arguments', 'answer'],
    fields.map((field) => [
      code(field.name),
      field.args.map((argument) => code(`${argument.name}: ${withDefault(argument)}`)).join('<br>'),
      code(`${field.type}`),
    ]),
  )

/** Questions, commands and types of the gateway. */
export function graphqlPage(sdl: string): string {
  const schema = buildSchema(sdl)
  const fieldsOf = (name: 'Query' | 'Mutation') => {
    const type = schema.getType(name)
    return isObjectType(type) ? Object.values(type.getFields()) : []
  }
  const own = Object.values(schema.getTypeMap())
    .filter(({ name }) => name.startsWith('DevHotload'))
    .sort((a, b) => a.name.localeCompare(b.name, 'en'))
  const types = own.flatMap((type) => {
    if (isEnumType(type)) {
      const words = type.getValues().map(({ name }) => code(name))
      return [`### ${type.name}`, words.join(' · ')]
    }
    if (isInputObjectType(type)) {
      const rows = Object.values(type.getFields()).map((field) => [code(field.name), code(withDefault(field))])
      return [`### ${type.name} (input)`, table(['field', 'type'], rows)]
    }
    if (!isObjectType(type)) return []
    const rows = Object.values(type.getFields()).map((field) => [code(field.name), code(`${field.type}`)])
    return [`### ${type.name}`, table(['field', 'type'], rows)]
  })
  return page('GraphQL', '`contracts/schema.graphql`', [
    'At `{base}/internal/admin/graphql`, profile `gateway`. Times are RFC 3339 in UTC, durations milliseconds. `!` is never null.',
    '## Questions',
    questions(fieldsOf('Query')),
    '## Commands',
    questions(fieldsOf('Mutation')),
    '## Types',
    ...types,
  ])
}
