import type { Authenticate } from '../auth/authenticate.ts'
import type { Gateway } from '../graphql/gateway.ts'
import { done, PROBLEM_CODES, type Problem } from '../problem.ts'
import type { Answers } from './answers.ts'
import { readText } from './read-body.ts'
import { keyOf } from './request-id.ts'
import type { Exchange, Route } from './route.ts'

export interface GraphqlRoutesDeps {
  answers: Answers
  authenticate: Authenticate
  gateway: Gateway
}

const BYTES = 128 * 1024
const PATHS = ['/internal/admin/graphql', '/api/admin/dev-hotload/sessions']

/** The doors of the GraphQL gateway. */
export const createGraphqlRoutes = ({ answers, authenticate, gateway }: GraphqlRoutesDeps): Route[] => {
  /** In front of the gateway stands the middleware, whose `error` REST clients know; GraphQL clients read `errors`. */
  const refuse = ({ kind, message, bare }: Problem, requestId: string): Response => {
    const { status, code } = PROBLEM_CODES[kind]
    const errors = [{ message, extensions: { code, requestId } }]
    return answers.json(status, bare ? { error: message, errors } : { errors })
  }

  const handle = async ({ request, requestId }: Exchange) => {
    const caller = await authenticate(request)
    if (!caller.ok) return done(refuse(caller.problem, requestId))
    const body = request.method === 'POST' ? await readText(request, BYTES) : done(null)
    if (!body.ok) return done(refuse(body.problem, requestId))
    const context = { caller: caller.value, requestId, idempotencyKey: keyOf(request, 'idempotency-key') }
    return done(await gateway(request, body.value, context))
  }

  return PATHS.flatMap((path) => [
    { method: 'GET', path, handle },
    { method: 'POST', path, handle },
  ])
}
