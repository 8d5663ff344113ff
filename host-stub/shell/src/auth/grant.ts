import type { HostTenant, HostUser } from '../../../../contracts/host.ts'

/** What the Dev API's stand-in sign-in answers, with the expiry in epoch milliseconds. */
export interface Grant {
  accessToken: string
  refreshToken: string
  expiresAtMs: number
  user: HostUser
  tenant: HostTenant
  tenants: HostTenant[]
}

type Body = Record<string, unknown>

const asBody = (value: unknown, name: string): Body => {
  if (typeof value !== 'object' || value === null) throw new Error(`Sign-in answer: "${name}" is missing.`)
  return value as Body
}

const asText = (body: Body, name: string): string => {
  const value = body[name]
  if (typeof value !== 'string' || value === '') throw new Error(`Sign-in answer: "${name}" is missing.`)
  return value
}

const readTenant = (value: unknown): HostTenant => {
  const body = asBody(value, 'tenant')
  return { id: asText(body, 'id'), name: asText(body, 'name') }
}

const readUser = (value: unknown): HostUser => {
  const body = asBody(value, 'user')
  const permissions = Array.isArray(body.permissions) ? body.permissions : []
  return {
    id: asText(body, 'id'),
    name: asText(body, 'name'),
    permissions: permissions.filter((permission) => typeof permission === 'string'),
    isRoot: body.isRoot === true,
    isTenantAdmin: body.isTenantAdmin === true,
  }
}

/** Reads a sign-in answer; throws a sentence that names the missing field. */
export function readGrant(value: unknown): Grant {
  const body = asBody(value, 'body')
  const expiresAtMs = Date.parse(asText(body, 'expiresAt'))
  if (Number.isNaN(expiresAtMs)) throw new Error('Sign-in answer: "expiresAt" is not a time.')
  const tenant = readTenant(body.tenant)
  return {
    accessToken: asText(body, 'accessToken'),
    refreshToken: asText(body, 'refreshToken'),
    expiresAtMs,
    user: readUser(body.user),
    tenant,
    tenants: Array.isArray(body.tenants) ? body.tenants.map(readTenant) : [tenant],
  }
}
