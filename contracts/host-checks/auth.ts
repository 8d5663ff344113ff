import { fault, OK, open, type CheckWorld, type Found, type HostCheck } from './check.ts'
import { functionAt, messageOf, nameOf } from './members.ts'

const FUNCTIONS = ['getAccessToken', 'refresh', 'onSessionEnded']

const isSignedOut = (host: unknown) => functionAt(host, 'user.get')?.() === null
const SIGNED_OUT = open('Nobody is signed in here.')

/** What is wrong with a token, without showing it. */
function complaintOf(token: unknown): string | null {
  if (typeof token !== 'string') return `It gives ${nameOf(token)} instead of a token.`
  if (token === '') return 'It gives an empty text.'
  if (/^bearer\s/i.test(token)) return 'It gives the whole header; the panel writes "Bearer" itself.'
  return /^[\x21-\x7e]+$/.test(token) ? null : 'It gives something that does not fit into a header.'
}

type Asked = { token: string } | { why: string }

async function ask(host: unknown, name: string): Promise<Asked> {
  const call = functionAt(host, `auth.${name}`)
  if (!call) return { why: `auth has no ${name}.` }
  const answer = call()
  if (!(answer instanceof Promise)) return { why: `It gives ${nameOf(answer)} instead of a promise.` }
  try {
    const token: unknown = await answer
    const why = complaintOf(token)
    return why === null ? { token: String(token) } : { why }
  } catch (error) {
    return { why: `It was refused: ${messageOf(error)}` }
  }
}

async function findToken(host: unknown, world: CheckWorld): Promise<Found> {
  if (isSignedOut(host)) return SIGNED_OUT
  if (!world.traces) return open('Nobody said where to look here.')
  const asked = await ask(host, 'getAccessToken')
  if (!('token' in asked)) return open('There is no token to look for.')
  const { token } = asked
  const encoded = [token, encodeURIComponent(token)]
  const found = (await world.traces()).filter(({ text }) => encoded.some((form) => text.includes(form)))
  return found.length === 0 ? OK : fault(`It is in ${[...new Set(found.map(({ where }) => where))].join(', ')}.`)
}

export const AUTH_CHECKS: readonly HostCheck[] = [
  {
    id: 'auth.form',
    title: 'auth has getAccessToken, refresh and onSessionEnded',
    fix: 'Give all three functions; without them every request of the panel fails.',
    run(host) {
      const missing = FUNCTIONS.filter((name) => functionAt(host, `auth.${name}`) === null)
      return missing.length === 0 ? OK : fault(`auth has no ${missing.join(', no ')}.`)
    },
  },
  {
    id: 'auth.token',
    title: 'auth.getAccessToken gives a token each time it is asked',
    fix: 'Resolve to the bare token that is good now, as often as it is asked for; reject when nobody is signed in.',
    async run(host) {
      if (isSignedOut(host)) return SIGNED_OUT
      for (let time = 0; time < 2; time++) {
        const asked = await ask(host, 'getAccessToken')
        if (!('token' in asked)) return fault(asked.why)
      }
      return OK
    },
  },
  {
    id: 'auth.refresh',
    title: 'auth.refresh gives a token, and getAccessToken no old one after it',
    fix: 'Renew the sign-in at the server, keep the new token in memory and resolve to it.',
    async run(host) {
      if (isSignedOut(host)) return SIGNED_OUT
      const before = await ask(host, 'getAccessToken')
      const renewed = await ask(host, 'refresh')
      if (!('token' in renewed)) return fault(renewed.why)
      const after = await ask(host, 'getAccessToken')
      if (!('token' in after)) return fault(`After a refresh: ${after.why}`)
      const isOld = 'token' in before && after.token === before.token && after.token !== renewed.token
      return isOld ? fault('After a refresh getAccessToken still gives the token of before.') : OK
    },
  },
  {
    id: 'auth.traces',
    title: 'the token is in memory only: not in the address, storage, cookies, requests or console',
    fix: 'Keep the access token in a variable. Whatever is stored can be read by every script of the origin.',
    run: findToken,
  },
]
