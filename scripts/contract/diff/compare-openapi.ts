/**
 * The REST part of the contract against an earlier one. Own code, since no library for Node judges this document:
 * openapi-diff 0.24 refuses OpenAPI 3.1, api-smart-diff 1.0 takes an answer whose number became a text for harmless,
 * oasdiff is a program of its own in Go. What it compares is in docs/contracts.md.
 */
import { changesOf, missingFrom, type Change } from './change.ts'
import { compareShapes, type Role } from './compare-shapes.ts'
import { readApi, type Api, type Operation } from './openapi-operations.ts'
import { shapeOf } from './shape.ts'

const make = changesOf('rest')

interface Pair {
  readonly name: string
  readonly old: Operation
  readonly now: Operation
  readonly shapes: (before: unknown, after: unknown, where: string, role: Role) => Change[]
}

function compareParameters({ name, old, now, shapes }: Pair): Change[] {
  return [...new Set([...old.parameters.keys(), ...now.parameters.keys()])].flatMap((key) => {
    const [before, after] = [old.parameters.get(key), now.parameters.get(key)]
    const where = `${name}: ${key}`
    if (!after) return [make.risky(`${where} is not read any more`)]
    if (!before)
      return [after.required ? make.breaking(`${where} is new and required`) : make.addition(`${where} is new`)]
    const within = shapes(before.schema, after.schema, where, 'request')
    if (before.required === after.required) return within
    return after.required
      ? [make.breaking(`${where} was optional and is now required`), ...within]
      : [make.addition(`${where} is now optional`), ...within]
  })
}

function compareBody({ name, old, now, shapes }: Pair): Change[] {
  const where = `${name}, body`
  if (!now.body) return old.body ? [make.risky(`${where} is not read any more`)] : []
  if (!old.body)
    return [now.body.required ? make.breaking(`${where} is new and required`) : make.addition(`${where} is new`)]
  const { content: before } = old.body
  const { content: after } = now.body
  return [
    ...(now.body.required && !old.body.required ? [make.breaking(`${where} was optional and is now required`)] : []),
    ...missingFrom(Object.keys(before), Object.keys(after)).map((type) =>
      make.breaking(`${where} may not be ${type} any more`),
    ),
    ...missingFrom(Object.keys(after), Object.keys(before)).map((type) => make.addition(`${where} may now be ${type}`)),
    ...Object.keys(before).flatMap((type) =>
      type in after ? shapes(before[type]?.schema, after[type]?.schema, where, 'request') : [],
    ),
  ]
}

function compareAnswers({ name, old, now, shapes }: Pair): Change[] {
  return [...new Set([...old.answers.keys(), ...now.answers.keys()])].flatMap((status) => {
    const [before, after] = [old.answers.get(status), now.answers.get(status)]
    const where = `${name}, answer ${status}`
    if (!before) return [make.risky(`${where} is new`)]
    if (!after) return [status.startsWith('2') ? make.breaking(`${where} is gone`) : make.risky(`${where} is gone`)]
    return [
      ...missingFrom(Object.keys(before.headers), Object.keys(after.headers)).map((header) =>
        make.breaking(`${where} has no header ${header} any more`),
      ),
      ...missingFrom(Object.keys(before.content), Object.keys(after.content)).map((type) =>
        make.breaking(`${where} is not ${type} any more`),
      ),
      ...missingFrom(Object.keys(after.content), Object.keys(before.content)).map((type) =>
        make.risky(`${where} may now be ${type}`),
      ),
      ...Object.keys(before.content).flatMap((type) =>
        type in after.content ? shapes(before.content[type]?.schema, after.content[type]?.schema, where, 'answer') : [],
      ),
    ]
  })
}

const compareSecurity = ({ name, old, now }: Pair): Change[] => [
  ...missingFrom(old.security, now.security).map((way) => make.breaking(`${name} takes no sign-in ${way} any more`)),
  ...missingFrom(now.security, old.security).map((way) => make.addition(`${name} now also takes the sign-in ${way}`)),
]

const compareOperation = (pair: Pair): Change[] => [
  ...(pair.old.id === pair.now.id
    ? []
    : [make.risky(`${pair.name} is called ${pair.now.id} instead of ${pair.old.id}`)]),
  ...compareParameters(pair),
  ...compareBody(pair),
  ...compareAnswers(pair),
  ...compareSecurity(pair),
]

function compareApis(old: Api, now: Api): Change[] {
  const shapes: Pair['shapes'] = (before, after, where, role) =>
    compareShapes(shapeOf(before, old.lookup), shapeOf(after, now.lookup), { where, role, make })
  return [...new Set([...old.operations.keys(), ...now.operations.keys()])].flatMap((name) => {
    const [before, after] = [old.operations.get(name), now.operations.get(name)]
    if (!before) return [make.addition(`${name} is new`)]
    if (!after) return [make.breaking(`${name} is gone`)]
    return compareOperation({ name, old: before, now: after, shapes })
  })
}

/** Compares two OpenAPI documents, given as text. Operations of the tag `stub` are left out. */
export const compareOpenApi = (old: string, now: string): Change[] => compareApis(readApi(old), readApi(now))
