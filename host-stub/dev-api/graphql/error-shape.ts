import { GraphQLError } from 'graphql'
import { PROBLEM_CODES, type Outcome, type Problem } from '../problem.ts'

/** A refusal as GraphQL carries it; `extensions.http` is taken by the server and not sent. */
export const toGraphQLError = ({ kind, message, details }: Problem): GraphQLError => {
  const { code, status } = PROBLEM_CODES[kind]
  return new GraphQLError(message, {
    extensions: { code, ...(details ? { details } : {}), ...(kind === 'forbidden' ? { http: { status } } : {}) },
  })
}

/** The value, or the refusal thrown: the only language that resolvers have for it. */
export const unwrap = <T>(outcome: Outcome<T>): T => {
  if (outcome.ok) return outcome.value
  throw toGraphQLError(outcome.problem)
}

const KNOWN_CODES: ReadonlySet<unknown> = new Set(Object.values(PROBLEM_CODES).map(({ code }) => code))

/** What leaves the server of an error: a known code, the request id, and no inner detail. */
export const shapeError = (error: GraphQLError, requestId: string, onCrash: (error: unknown) => void): GraphQLError => {
  const { code, details, http } = error.extensions
  const known = KNOWN_CODES.has(code)
  // An error of the query itself has no original error behind it.
  const ofQuery = !known && (error.originalError === undefined || error.originalError instanceof GraphQLError)
  if (!known && !ofQuery) onCrash(error.originalError ?? error)
  const message = known || ofQuery ? error.message : 'Something went wrong in the Dev API.'
  return new GraphQLError(message, {
    path: error.path,
    nodes: ofQuery ? error.nodes : undefined,
    extensions: {
      code: known ? code : ofQuery ? 'BAD_USER_INPUT' : 'INTERNAL',
      requestId,
      ...(known && details ? { details } : {}),
      ...(http ? { http } : {}),
    },
  })
}
