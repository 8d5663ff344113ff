import { createEmitter, err, ok, type Result } from '../../kernel/index.ts'
import { apiError, type ApiError } from '../api-error.ts'
import type { SessionPage } from '../decode/index.ts'
import type { Queries } from '../queries.ts'
import type { CoreProfile } from './core/core-profile.ts'

export type ProfileName = 'gateway' | 'core'

export interface ProfileChoiceDeps {
  wish: ProfileName | 'auto'
  gateway: Queries
  /** Its code comes from the server of the panel; `again` after a failure. */
  loadCore: (again: boolean) => Promise<CoreProfile>
  tenantId: () => string | null
}

type Answer<T> = Promise<Result<T, ApiError>>

/**
 * Which kind of server this is. Asked for `auto`, the questions themselves find out: a gateway answers them; where its
 * address does not exist and the list of Core answers, it is Core. Whatever else happens decides nothing. Once known
 * it stays.
 */
export interface ProfileChoice {
  /** Null until the server has told. */
  known(): ProfileName | null
  /** Null unless it is known to be Core and its part is loaded. */
  core(): CoreProfile | null
  /** Called once, when it becomes known; not for what is known already. */
  onKnown(listener: (name: ProfileName) => void): () => void
  /** Finds out if need be; the error is why the server did not tell. */
  find(): Answer<ProfileName>
  coreLoaded(): Answer<CoreProfile>
  sessions: Queries['sessions']
  ask<T>(question: (queries: Queries) => Answer<T>): Answer<T>
}

/** There is nothing at this address: another kind of server, or a wrong address. */
const isNothingThere = ({ status }: ApiError): boolean => status === 404 || status === 405

export function createProfileChoice({ wish, gateway, loadCore, tenantId }: ProfileChoiceDeps): ProfileChoice {
  const news = createEmitter<ProfileName>()
  let name = wish === 'auto' ? null : wish
  let core: CoreProfile | null = null
  let loading: Promise<CoreProfile> | null = null
  let hasFailed = false
  let finding: Answer<ProfileName> | null = null

  function decide(told: ProfileName): void {
    if (name !== null) return
    name = told
    news.emit(told)
  }

  async function coreLoaded(): Answer<CoreProfile> {
    if (core) return ok(core)
    try {
      loading ??= loadCore(hasFailed)
      core = await loading
      return ok(core)
    } catch {
      // The chunk did not arrive; the next question tries anew.
      loading = null
      hasFailed = true
      return err(apiError('DH_API_001'))
    }
  }

  async function ofCore<T>(question: (queries: Queries) => Answer<T>): Answer<T> {
    const loaded = await coreLoaded()
    return loaded.ok ? question(loaded.value.queries) : loaded
  }

  async function sessions(variables: Parameters<Queries['sessions']>[0]): Answer<SessionPage> {
    if (name === 'core') return ofCore((queries) => queries.sessions(variables))
    const answer = await gateway.sessions(variables)
    if (answer.ok) decide('gateway')
    if (answer.ok || wish !== 'auto' || name === 'gateway' || !isNothingThere(answer.error)) return answer
    const listed = await ofCore((queries) => queries.sessions(variables))
    if (listed.ok) {
      decide('core')
      return listed
    }
    // Neither of the two is there, so nothing is.
    const { status, requestId } = listed.error
    return isNothingThere(listed.error) ? err(apiError('DH_API_001', { status, requestId })) : listed
  }

  async function find(): Answer<ProfileName> {
    if (name !== null) return ok(name)
    finding ??= sessions({ tenantId: tenantId(), limit: 1, offset: 0 }).then((answer) => {
      finding = null
      // A list that was on its way may have told meanwhile.
      return name !== null ? ok(name) : answer.ok ? err(apiError('DH_API_001')) : answer
    })
    return finding
  }

  return {
    known: () => name,
    core: () => (name === 'core' ? core : null),
    onKnown: news.subscribe,
    find,
    coreLoaded,
    sessions,
    async ask(question) {
      if (name === 'core') return ofCore(question)
      const answer = await question(gateway)
      if (name === 'gateway' || answer.ok || !isNothingThere(answer.error)) return answer
      // A gateway that says "no such session" in this way is still a gateway: only the list can tell.
      const found = await find()
      if (!found.ok) return found
      return found.value === 'gateway' ? answer : ofCore(question)
    },
  }
}
