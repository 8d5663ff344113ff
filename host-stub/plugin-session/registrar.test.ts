import { describe, expect, it } from 'vitest'
import { SignInError } from './credentials.ts'
import { createPersistence, type Delivery } from './delivery.ts'
import type { RegisterRequest, Registration } from './dev-api-link.ts'
import { createFakeClock } from './fake-clock.ts'
import { createRegistrar } from './registrar.ts'

const live: Registration = { sessionId: 's2', reloadToken: 'secret' }
const taken = {
  kind: 'refused',
  status: 409,
  reason: 'taken (HTTP 409)',
  body: { details: { sessionId: 's1', developerId: 'eva' } },
} as const

const setUp = (answers: Delivery<Registration>[], describe = async () => ({}) as RegisterRequest) => {
  const clock = createFakeClock()
  const ended: string[] = []
  const waits: string[] = []
  const registrar = createRegistrar({
    api: 'http://api',
    link: {
      register: async () => answers.shift() ?? { kind: 'later', reason: 'ECONNREFUSED' },
      end: async (sessionId, note) => {
        ended.push(`${sessionId} ${note}`)
        return { kind: 'done', data: {} }
      },
    },
    persist: createPersistence({ clock, random: () => 0 }),
    onWait: (reason) => waits.push(reason),
    describe,
  })
  return { clock, ended, waits, registrar }
}

describe('the registration', () => {
  it('says which session lives and how to go on', async () => {
    const { registrar, ended } = setUp([taken])
    expect(await registrar.register(false, new AbortController().signal)).toEqual({
      kind: 'taken',
      sentence: 'Session s1 of eva of this plugin is live. End it in the panel, or start with --takeover.',
    })
    expect(ended).toEqual([])
  })

  it('ends the living session first when it may take over', async () => {
    const { registrar, ended } = setUp([taken, { kind: 'done', data: live }])
    expect(await registrar.register(true, new AbortController().signal)).toEqual({ kind: 'live', registration: live })
    expect(ended).toEqual(['s1 taken over'])
  })

  it('takes over once and does not fight for the place', async () => {
    const { registrar, ended } = setUp([taken, taken])
    expect(await registrar.register(true, new AbortController().signal)).toMatchObject({ kind: 'taken' })
    expect(ended).toHaveLength(1)
  })

  it('waits for a Dev API that is not up yet, until its patience ends', async () => {
    const { clock, registrar, waits } = setUp([])
    const patience = new AbortController()
    const result = registrar.register(false, patience.signal)
    await clock.advance(20_000)
    patience.abort()
    await clock.advance(0)
    expect(await result).toEqual({
      kind: 'failed',
      sentence: 'The Dev API at http://api cannot be reached. Is it running?',
    })
    expect(waits).toEqual(['ECONNREFUSED'])
  })

  it('passes on why the sign-in failed', async () => {
    const { registrar } = setUp([], () => Promise.reject(new SignInError('There is no sign-in.')))
    expect(await registrar.register(false, new AbortController().signal)).toEqual({
      kind: 'failed',
      sentence: 'The Dev API refused the session: There is no sign-in.',
    })
  })
})
