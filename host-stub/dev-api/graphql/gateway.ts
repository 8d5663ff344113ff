import { readFileSync } from 'node:fs'
import type { GraphQLError } from 'graphql'
import { parse } from 'graphql'
import { DateTimeResolver, JSONResolver } from 'graphql-scalars'
import { createSchema, createYoga, type Plugin } from 'graphql-yoga'
import { shapeError } from './error-shape.ts'
import type { GatewayContext } from './gateway-context.ts'
import { limitShape } from './limits.ts'
import { createMutations, createPanelQueries, type PanelResolversDeps } from './panel-resolvers.ts'
import { createSessionResolvers, type SessionResolversDeps } from './session-resolvers.ts'

export type GatewayDeps = SessionResolversDeps &
  PanelResolversDeps & { onCrash: (error: unknown, requestId: string) => void }

const SDL = new URL('../../../contracts/schema.graphql', import.meta.url)
const MAX_TOKENS = 3000

const limits: Plugin = {
  onParse: ({ setParseFn }) => setParseFn((source, options) => parse(source, { ...options, maxTokens: MAX_TOKENS })),
  onValidate: ({ addValidationRule }) => addValidationRule(limitShape),
}

/** The Admin GraphQL gateway over the contract's own SDL. */
export const createGateway = ({ onCrash, ...deps }: GatewayDeps) => {
  const errors: Plugin<object, GatewayContext> = {
    onResultProcess({ result, setResult, serverContext }) {
      if (Array.isArray(result) || !('errors' in result) || !result.errors) return
      const { requestId } = serverContext
      const shape = (error: GraphQLError) => shapeError(error, requestId, (cause) => onCrash(cause, requestId))
      setResult({ ...result, errors: result.errors.map(shape) })
    },
  }
  const yoga = createYoga<GatewayContext>({
    schema: createSchema<GatewayContext>({
      typeDefs: readFileSync(SDL, 'utf8'),
      resolvers: {
        DateTime: DateTimeResolver,
        JSON: JSONResolver,
        Query: { ...createSessionResolvers(deps), ...createPanelQueries(deps) },
        Mutation: createMutations(deps),
      },
    }),
    graphqlEndpoint: '/graphql',
    graphiql: false,
    landingPage: false,
    logging: false,
    batching: false,
    cors: false,
    maskedErrors: false,
    plugins: [limits, errors],
  })

  /** Answers a request whose body has been read already. */
  return async (request: Request, body: string | null, context: GatewayContext): Promise<Response> => {
    const { search } = new URL(request.url)
    const headers = new Headers({ accept: 'application/json', 'content-type': 'application/json' })
    const inner = new Request(`http://gateway/graphql${search}`, { method: request.method, headers, body })
    const answer = await yoga.fetch(inner, context)
    const answerHeaders = { 'content-type': 'application/json', 'cache-control': 'no-store' }
    return new Response(await answer.text(), { status: answer.status, headers: answerHeaders })
  }
}

export type Gateway = ReturnType<typeof createGateway>
