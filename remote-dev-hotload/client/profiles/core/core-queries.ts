import { err, ok, type Clock, type Result } from '../../../kernel/index.ts'
import { apiError, type ApiError } from '../../api-error.ts'
import { isRaw } from '../../decode/index.ts'
import type { Http } from '../../http.ts'
import type { Queries } from '../../queries.ts'
import { notOffered } from '../not-offered.ts'
import { sessionUrl } from './address.ts'
import { askCore } from './read-answer.ts'
import { pageOf } from './session-page.ts'
import { decodeCoreSession } from './session-view.ts'
import type { Sightings } from './sightings.ts'
import { standingOf } from './tenant.ts'
import type { WholeListReader } from './whole-list.ts'

export interface CoreQueriesDeps {
  http: Http
  base: string
  clock: Pick<Clock, 'now'>
  /** Also the moment at which another tenant is noticed. */
  tenantId: () => string | null
  userId: () => string | null
  signal: AbortSignal
  list: WholeListReader
  sightings: Pick<Sightings, 'complete'>
  /** ms of the server's clock. */
  serverNow: () => number
  onTime: (serverNow: number) => void
}

/** The questions that Core can answer; all others are answered at once and without a request. */
export function createCoreQueries(deps: CoreQueriesDeps): Queries {
  const { http, base, clock, tenantId, userId, signal, list, sightings, serverNow, onTime } = deps
  const refuse = (): Promise<Result<never, ApiError>> => Promise.resolve(notOffered())
  const isNowhere = ({ code }: ApiError) => code === 'DH_API_404' || code === 'DH_API_400'

  return {
    async sessions(variables) {
      tenantId()
      const answer = await list.read()
      if (!answer.ok) return answer
      const { sessions, askedAt, rejected } = answer.value
      const moment = { askedAt, serverNow: serverNow() }
      const whole = sessions.map((session) => sightings.complete(session, moment))
      return ok(pageOf(whole, variables, userId(), rejected))
    },
    async session(sessionId) {
      const [tenant, askedAt] = [tenantId(), clock.now()]
      const answer = await askCore(http, { method: 'GET', url: sessionUrl(base, sessionId), signal })
      // What is no id of Core is no session of it either.
      if (!answer.ok) return isNowhere(answer.error) ? ok(null) : answer
      const { data, answeredAt, requestId } = answer.value
      if (answeredAt !== null) onTime(answeredAt)
      const session = decodeCoreSession(data, tenant)
      if (!isRaw(data) || !session) return err(apiError('DH_API_003', { status: 200, requestId }))
      // Core answers for every tenant.
      const standing = standingOf(data, tenant)
      const isOwn = tenant === tenantId() && (standing === 'own' || (standing === 'untold' && list.has(sessionId)))
      if (!isOwn) return ok(null)
      list.add(session.sessionId)
      return ok(sightings.complete(session, { askedAt, serverNow: serverNow() }))
    },
    reloads: refuse,
    logs: refuse,
    metrics: refuse,
    alerts: refuse,
    audit: refuse,
  }
}
