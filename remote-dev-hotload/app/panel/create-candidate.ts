import type { ServerOffers } from '../../../contracts/index.ts'
import type { ApiError, DevHotloadApiClient } from '../../client/index.ts'
import type { CandidatePort } from '../../dashboard/candidate/index.ts'
import { ok, type Clock } from '../../kernel/index.ts'
import { cleanText, createSavePage, exportFileName, fingerprintOf } from '../../logs/index.ts'
import { healthOf } from '../../sessions/index.ts'
import { createCandidateSource } from './candidate-source.ts'
import type { Stores } from './stores.ts'

export interface CandidateDeps {
  client: Pick<DevHotloadApiClient, 'queries' | 'reports'>
  stores: Pick<Stores, 'sessions'>
  clock: Clock
  uuid: () => string
  tenantId: () => string | null
  offers: () => ServerOffers
  onError: (error: ApiError) => void
}

/** The most that the Dev API gives at once. */
const MOST_ALERTS = 200

/** The validation of a candidate, with this page to save its files. */
export function createCandidate({
  client,
  stores,
  clock,
  uuid,
  tenantId,
  offers,
  onError,
}: CandidateDeps): CandidatePort {
  const page = createSavePage(window, clock)
  return createCandidateSource({
    queries: client.queries,
    reports: client.reports,
    clock,
    uuid,
    onError,
    isOffered: () => offers().logs && offers().audit,
    text: { cleanText, fingerprintOf },
    async openAlerts() {
      const answer = await client.queries.alerts({ tenantId: tenantId(), state: 'OPEN', limit: MOST_ALERTS })
      return answer.ok ? ok({ items: answer.value, isCut: answer.value.length >= MOST_ALERTS }) : answer
    },
    // The session has just been asked for, so this is what the server knows now.
    isLost: (session) =>
      healthOf(session, { now: clock.now(), seenAt: clock.now(), skewMs: stores.sessions.skewMs }).isLost,
    save: ({ name, extension, type, text }) =>
      page.download(new Blob([text], { type }), exportFileName(name, clock.now(), extension)),
  })
}
