import { DEVHOTLOAD_PERMISSION } from '../../../contracts/index.ts'
import { personById } from '../auth/people.ts'
import type { Caller } from '../auth/caller.ts'
import { toIso, type Clock } from '../clock.ts'
import type { Database } from '../db/open-database.ts'
import { done, failed } from '../problem.ts'
import { fingerprintOf, type Random } from '../random.ts'
import type { RegisterRequest } from './register-request.ts'
import type { SessionNews } from './session-news.ts'
import type { SessionFacts } from './session-row.ts'
import type { SessionStore } from './session-store.ts'
import type { SessionTiming } from './timing.ts'

export interface RegisterDeps {
  db: Database
  clock: Clock
  random: Random
  store: SessionStore
  news: SessionNews
  timing: SessionTiming
}

const textOf = (record: Record<string, unknown> | null | undefined, key: string): string | null => {
  const value = record?.[key]
  return typeof value === 'string' && value !== '' ? value : null
}

const factsOf = (request: RegisterRequest): SessionFacts => ({
  pluginName: textOf(request.manifest, 'name') ?? textOf(request.metadata, 'pluginName'),
  pluginVersion: request.pluginVersion ?? textOf(request.manifest, 'version'),
  developerName: personById(request.developerId)?.name ?? textOf(request.metadata, 'developerName'),
  buildHash: request.buildHash ?? null,
  entryPoints: request.entryPoints ?? [],
  cliVersion: request.cliVersion ?? null,
  sandboxEndpoint: request.sandboxEndpoint ?? null,
  logUrl: request.logUrl ?? null,
  metadata: request.metadata ?? null,
  manifest: request.manifest ?? null,
  watchFileLimit: request.watchFileLimit ?? null,
})

/** Opens a session; at most one lives for each plugin of a tenant. */
export const createRegister = ({ db, clock, random, store, news, timing }: RegisterDeps) => {
  const mayRegister = ({ person }: Caller) =>
    person.permissions.includes('plugin:dev') || person.permissions.includes(DEVHOTLOAD_PERMISSION)

  return (caller: Caller, request: RegisterRequest) =>
    db.write(() => {
      if (!mayRegister(caller)) return failed('forbidden', 'The account may not open dev sessions.')
      const living = store.liveOf(caller.tenant.id, request.pluginId)
      if (living) {
        return failed('conflict', 'A session of this plugin is live in this tenant.', {
          sessionId: living.session_id,
          pluginId: living.plugin_id,
          tenantId: living.tenant_id,
          developerId: living.developer_id,
          status: living.status,
        })
      }
      const now = clock.now()
      const sessionId = random.uuid()
      const reloadToken = random.secret()
      const facts = factsOf(request)
      const searched = [request.pluginId, facts.pluginName, facts.developerName, sessionId]
      const row = store.insert({
        session_id: sessionId,
        tenant_id: caller.tenant.id,
        plugin_id: request.pluginId,
        developer_id: request.developerId,
        registered_by: caller.person.id,
        reload_token_hash: fingerprintOf(reloadToken),
        status: 'ACTIVE',
        started_at: now,
        last_heartbeat_at: now,
        heartbeat_told_at: now,
        expires_at: now + timing.ttlMs,
        search_text: searched
          .filter((part) => part !== null)
          .join('\n')
          .toLowerCase(),
        facts: JSON.stringify(facts),
      })
      news.started(row)
      const { sandboxEndpoint, logUrl } = facts
      const expiresAt = toIso(row.expires_at)
      return done({ sessionId, reloadToken, status: row.status, expiresAt, sandboxEndpoint, logUrl })
    })
}

export type Register = ReturnType<typeof createRegister>
