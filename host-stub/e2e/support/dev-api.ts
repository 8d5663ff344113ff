import { currentRun } from './run.ts'

/** A token of one of the people, as a tool on the command line gets it. */
export async function tokenOf(
  role: 'ops' | 'engineer',
  api = currentRun().urls.api,
): Promise<{ accessToken: string; tenantId: string }> {
  const response = await fetch(`${api}/stub/auth/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ role }),
  })
  const grant = (await response.json()) as { accessToken: string; tenant: { id: string } }
  return { accessToken: grant.accessToken, tenantId: grant.tenant.id }
}

/** Asks the Admin GraphQL gateway directly, past the panel. */
export async function askGateway<T>(
  query: string,
  variables: Record<string, unknown> = {},
  api = currentRun().urls.api,
): Promise<T> {
  const { accessToken, tenantId } = await tokenOf('ops', api)
  const response = await fetch(`${api}/internal/admin/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${accessToken}`, 'x-tenant-id': tenantId },
    body: JSON.stringify({ query, variables }),
  })
  const { data, errors } = (await response.json()) as { data: T; errors?: unknown }
  if (errors) throw new Error(JSON.stringify(errors))
  return data
}
