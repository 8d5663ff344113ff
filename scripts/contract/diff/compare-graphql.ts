import {
  buildSchema,
  findBreakingChanges,
  findDangerousChanges,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  parse,
  validate,
  type GraphQLSchema,
} from 'graphql'
import { changesOf, missingFrom, type Change } from './change.ts'

const make = changesOf('graphql')
const ofRemote = changesOf('documents')
const plain = (sentence: string) => sentence.replace(/\.$/, '')

/** `Type`, `Type.field` and `Type.WORD` of everything that a schema declares. */
function namesIn(schema: GraphQLSchema): string[] {
  return Object.values(schema.getTypeMap())
    .filter((type) => !isIntrospectionType(type))
    .flatMap((type) => {
      const within =
        isObjectType(type) || isInterfaceType(type) || isInputObjectType(type)
          ? Object.keys(type.getFields())
          : isEnumType(type)
            ? type.getValues().map(({ name }) => name)
            : []
      return [type.name, ...within.map((name) => `${type.name}.${name}`)]
    })
}

/** Compares two schemas, given as SDL. */
export function compareGraphql(old: string, now: string): Change[] {
  const [before, after] = [buildSchema(old), buildSchema(now)]
  const breaking = findBreakingChanges(before, after).map(({ description }) => make.breaking(plain(description)))
  const risky = findDangerousChanges(before, after).map(({ description }) => make.risky(plain(description)))
  const known = [...breaking, ...risky].map(({ what }) => what)
  const added = missingFrom(namesIn(after), namesIn(before))
    // A new type says enough of its fields; what is called risky is said once.
    .filter((name) => !name.includes('.') || namesIn(before).includes(name.split('.')[0] ?? ''))
    .filter((name) => !known.some((what) => name.split('.').every((word) => new RegExp(`\\b${word}\\b`).test(what))))
  return [...breaking, ...risky, ...added.map((name) => make.addition(`${name} is new`))]
}

/** What the remote asks that a server of the schema does not know: such a server refuses the whole question. */
export const unknownTo = (schema: string, documents: string): Change[] =>
  validate(buildSchema(schema), parse(documents)).map(({ message }) =>
    ofRemote.breaking(`A server of the published schema refuses a question of the remote: ${plain(message)}`),
  )
