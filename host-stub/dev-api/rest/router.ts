import { Hono } from 'hono'
import { failed } from '../problem.ts'
import type { Random } from '../random.ts'
import type { Answers } from './answers.ts'
import type { Cors } from './cors.ts'
import { requestIdOf } from './request-id.ts'
import type { Route } from './route.ts'

export interface RouterDeps {
  routes: readonly Route[]
  answers: Answers
  cors: Cors
  random: Random
  /** Hears what no handler expected. */
  onCrash: (error: unknown, requestId: string) => void
}

/** Finds the handler, and turns whatever comes of it into an answer with the common headers. */
export const createRouter = ({ routes, answers, cors, random, onCrash }: RouterDeps) => {
  const app = new Hono<{ Bindings: { requestId: string } }>()

  for (const path of new Set(routes.map((route) => route.path))) {
    const here = routes.filter((route) => route.path === path)
    const methods = here.map(({ method }) => method).join(', ')
    app.all(path, async ({ req, env: { requestId } }) => {
      const route = here.find(({ method }) => method === req.method)
      if (!route) {
        const { problem } = failed('wrong-method', `This address takes ${methods}.`, { allow: methods })
        const answer = answers.problem(problem, requestId)
        answer.headers.set('allow', methods)
        return answer
      }
      const outcome = await route.handle({ request: req.raw, params: req.param(), requestId })
      return outcome.ok ? outcome.value : answers.problem(outcome.problem, requestId)
    })
  }
  app.notFound(({ env }) =>
    answers.problem(failed('not-found', 'There is nothing at this address.').problem, env.requestId),
  )
  app.onError((error, { env }) => {
    onCrash(error, env.requestId)
    return answers.problem(failed('internal', 'Something went wrong in the Dev API.').problem, env.requestId)
  })

  return async (request: Request): Promise<Response> => {
    const requestId = requestIdOf(request, random)
    const answer = cors.preflight(request) ?? (await app.fetch(request, { requestId }))
    cors.decorate(request, answer.headers)
    answer.headers.set('x-request-id', requestId)
    return answer
  }
}
