import { z } from 'zod'
import { personByRole, ROLES, tenantById, TENANTS } from '../auth/people.ts'
import type { Caller } from '../auth/caller.ts'
import type { TokenPair, Tokens } from '../auth/tokens.ts'
import { toIso } from '../clock.ts'
import { done, failed, refused, type Outcome } from '../problem.ts'
import type { Answers } from './answers.ts'
import { readJsonBody } from './read-body.ts'
import type { Route } from './route.ts'

const LIMIT = 16 * 1024
const secret = z.string().min(1).max(500)
const signInSchema = z.object({ role: z.enum(ROLES), tenantId: z.string().max(100).optional() })
const refreshSchema = z.object({ refreshToken: secret })
const switchSchema = z.object({ refreshToken: secret, tenantId: z.string().max(100) })

/** Signing in without a password: only a stand-in may do that. Not part of the wire contract. */
export const createSignInRoutes = (tokens: Tokens, answers: Answers): Route[] => {
  const welcome = (
    { accessToken, refreshToken, expiresAt }: TokenPair,
    { person, tenant }: Caller,
  ): Outcome<Response> => {
    const { id, name, permissions, isRoot, isTenantAdmin } = person
    const user = { id, name, permissions, isRoot, isTenantAdmin }
    const body = { accessToken, refreshToken, expiresAt: toIso(expiresAt), user, tenant, tenants: TENANTS }
    return done(answers.json(200, body, { 'cache-control': 'no-store' }))
  }

  const rotate = async (refreshToken: string, tenantId?: string): Promise<Outcome<Response>> => {
    const pair = await tokens.rotate(refreshToken, tenantId)
    return pair ? welcome(pair, pair) : refused('unauthenticated', 'the refresh token is not valid any more')
  }

  const unknownTenant = () => failed('bad-input', 'There is no such tenant.', { field: 'tenantId' })

  return [
    {
      method: 'POST',
      path: '/stub/auth/sign-in',
      async handle({ request }) {
        const body = await readJsonBody(request, signInSchema, LIMIT)
        if (!body.ok) return body
        const person = personByRole(body.value.role)
        const tenant = body.value.tenantId ? tenantById(body.value.tenantId) : TENANTS[0]
        if (!person || !tenant) return unknownTenant()
        return welcome(await tokens.signIn(person, tenant), { person, tenant })
      },
    },
    {
      method: 'POST',
      path: '/stub/auth/refresh',
      async handle({ request }) {
        const body = await readJsonBody(request, refreshSchema, LIMIT)
        return body.ok ? rotate(body.value.refreshToken) : body
      },
    },
    {
      method: 'POST',
      path: '/stub/auth/switch-tenant',
      async handle({ request }) {
        const body = await readJsonBody(request, switchSchema, LIMIT)
        if (!body.ok) return body
        if (!tenantById(body.value.tenantId)) return unknownTenant()
        return rotate(body.value.refreshToken, body.value.tenantId)
      },
    },
    {
      method: 'POST',
      path: '/stub/auth/sign-out',
      async handle({ request }) {
        const body = await readJsonBody(request, refreshSchema, LIMIT)
        if (!body.ok) return body
        tokens.signOut(body.value.refreshToken)
        return done(answers.json(200, { signedOut: true }))
      },
    },
  ]
}
