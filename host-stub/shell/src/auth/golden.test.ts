import { describe, expect, it } from 'vitest'
import signIn from '../../../../contracts/fixtures/rest/sign-in.good.json'
import signOut from '../../../../contracts/fixtures/rest/sign-out.good.json'
import unauthenticated from '../../../../contracts/fixtures/rest/unauthenticated.error.json'
import { createAuthCalls } from './auth-calls.ts'

const callsThatHear = ({ status, body }: { status: number; body: object }) =>
  createAuthCalls({ fetch: async () => new Response(JSON.stringify(body), { status }) })

describe('the golden answers to a shell', () => {
  it('sign-in.good.json is a grant, for a sign-in as for a refresh and a change of tenant', async () => {
    const calls = callsThatHear(signIn)
    const granted = {
      kind: 'granted',
      grant: { accessToken: 'header.payload.signature', user: { id: 'u-ops', isTenantAdmin: true } },
    }
    expect(await calls.signIn('ops')).toMatchObject(granted)
    expect(await calls.refresh('rf')).toMatchObject(granted)
    expect(await calls.switchTenant('rf', 't')).toMatchObject(granted)
  })

  it('sign-out.good.json ends the call', async () => {
    await expect(callsThatHear(signOut).signOut('rf')).resolves.toBeUndefined()
  })

  it('unauthenticated.error.json is a refusal for good', async () => {
    expect(await callsThatHear(unauthenticated).refresh('rf')).toEqual({ kind: 'refused', status: 401 })
  })
})
