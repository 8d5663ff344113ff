import { err, ok } from '../../../kernel/index.ts'
import { apiError } from '../../api-error.ts'
import type { Http } from '../../http.ts'
import type { Queries } from '../../queries.ts'
import type { Commands } from '../../rest.ts'
import { notOffered } from '../not-offered.ts'
import { sessionUrl } from './address.ts'
import { askCore } from './read-answer.ts'
import type { WholeListReader } from './whole-list.ts'

export interface CoreCommandsDeps {
  http: Http
  base: string
  list: Pick<WholeListReader, 'has' | 'outdated'>
  queries: Pick<Queries, 'session'>
}

const RETRIES = 3

/** Core ends a session and can be asked for nothing else. */
export function createCoreCommands({ http, base, list, queries }: CoreCommandsDeps): Commands {
  const refuse = () => Promise.resolve(notOffered())
  return {
    async terminate({ sessionId, reason, key, signal, onPause }) {
      // Core would end another tenant's as well.
      if (!list.has(sessionId)) {
        const found = await queries.session(sessionId)
        if (!found.ok) return found
        if (found.value === null) return err(apiError('DH_API_404'))
      }
      const answer = await askCore(http, {
        method: 'DELETE',
        url: sessionUrl(base, sessionId, reason),
        headers: { 'Idempotency-Key': key },
        retries: RETRIES,
        ...(signal ? { signal } : {}),
        ...(onPause ? { onPause } : {}),
      })
      list.outdated()
      if (!answer.ok) return answer
      // It answers alike for one that was over before, so that it has ended is for others to say.
      return ok({ auditId: null, sessionId, status: null, reloadId: null, terminatedAt: null })
    },
    reload: refuse,
    refreshMetrics: refuse,
  }
}
