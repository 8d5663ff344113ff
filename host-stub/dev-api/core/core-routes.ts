import { Hono, type Context } from 'hono'
import { bindRegistration, bindReload } from './bind-json.ts'
import type { CoreAnswers } from './core-answers.ts'
import type { Administrator, CoreAuth } from './core-auth.ts'
import type { Refusal } from './core-outcome.ts'
import type { CoreStreams } from './core-stream.ts'
import { toGoTime } from './go-time.ts'
import { readFlag, readPage, readStatuses } from './list-query.ts'
import type { Notifier } from './notifier.ts'
import type { Registry } from './registry.ts'
import { coreSessionView } from './session-view.ts'

export interface CoreRoutesDeps {
  authenticate: CoreAuth
  answers: CoreAnswers
  registry: Registry
  notifier: Notifier
  streams: CoreStreams
}

type Handle = (request: Request, caller: Administrator, sessionId: string) => Promise<Response> | Response

/** PowerX Core itself serves the second one; a proxy of the shell may have taken the prefix away. */
const BASES = ['/internal/dev/plugins', '/api/v1/internal/dev/plugins']
const UUID = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i

/** Every route that PowerX Core has for dev sessions. All others answer 404, those of a gateway too. */
export const createCoreRoutes = (deps: CoreRoutesDeps) => {
  const { authenticate, answers, registry, notifier, streams } = deps
  const app = new Hono()
  const queryOf = (request: Request) => new URL(request.url).searchParams
  const filterOf = (query: URLSearchParams, { tenantId }: Administrator) => ({
    tenantId,
    pluginId: query.get('pluginId') ?? '',
    statuses: readStatuses(query),
  })

  const on = (method: 'GET' | 'POST' | 'DELETE', path: string, handle: Handle) =>
    BASES.forEach((base) =>
      app.on(method, base + path, async ({ req }: Context) => {
        const caller = await authenticate(req.raw)
        if (!caller.ok) return answers.bare(caller.refusal.status, caller.refusal.message)
        return handle(req.raw, caller.value, (req.param('sessionId') ?? '').toLowerCase())
      }),
    )
  const withId =
    (handle: Handle): Handle =>
    (request, caller, sessionId) => {
      if (UUID.test(sessionId)) return handle(request, caller, sessionId)
      const error = `invalid UUID length: ${sessionId.length}`
      return answers.refusal(request, { status: 400, message: 'invalid sessionId' }, error)
    }
  const refuse = (request: Request, refusal: Refusal) => answers.refusal(request, refusal)

  const show = withId((request, _, sessionId) => {
    const found = registry.get(sessionId)
    return found.ok ? answers.success(request, coreSessionView(found.value)) : refuse(request, found.refusal)
  })

  const terminate = withId((request, _, sessionId) => {
    const note = queryOf(request).get('note') ?? ''
    const ended = registry.terminate(sessionId)
    if (!ended.ok) return refuse(request, ended.refusal)
    // Also for a session that was over before.
    notifier.publish({ type: 'SessionTerminated', sessionId, payload: { note } })
    return answers.success(request, { note, sessionId })
  })

  on('POST', '/register', async (request, { tenantId }) => {
    const wish = await bindRegistration(request)
    if (!wish.ok) return refuse(request, wish.refusal)
    const registered = await registry.register(wish.value, tenantId)
    if (!registered.ok) return refuse(request, registered.refusal)
    const { sessionId, pluginId, developerId, reloadToken, status, expiresAt, sandboxEndpoint, logUrl } =
      registered.value
    const payload = { developerId, pluginId, tenant_uuid: tenantId }
    notifier.publish({ type: 'SessionStarted', sessionId, payload })
    const at = toGoTime(expiresAt)
    return answers.created(request, { expiresAt: at, logUrl, reloadToken, sandboxEndpoint, sessionId, status })
  })

  on('POST', '/reload', async (request) => {
    const report = await bindReload(request)
    if (!report.ok) return refuse(request, report.refusal)
    const { reloadToken, sequence, durationMs, changedFiles, artifacts, success, error } = report.value
    const sessionId = report.value.sessionId.toLowerCase()
    if (!UUID.test(sessionId)) return refuse(request, { status: 400, message: 'invalid sessionId' })
    const allowed = registry.mayReload(sessionId, reloadToken)
    if (!allowed.ok) return refuse(request, allowed.refusal)
    const [changed, made] = [changedFiles ?? null, artifacts ?? null]
    const payload = { artifacts: made, changed, durationMs, error, sequence, success }
    notifier.publish({ type: 'SessionReloaded', sessionId, payload })
    return answers.success(request, { sequence, sessionId: report.value.sessionId })
  })

  on('GET', '/stream', () => streams.open())

  on('GET', '/sessions', (request, caller) => {
    const query = queryOf(request)
    const page = readPage(query)
    if (!page.ok) return refuse(request, page.refusal)
    const { limit, offset } = page.value
    const items = registry.list(filterOf(query, caller), limit, offset).map(coreSessionView)
    return answers.success(request, { items, limit, offset })
  })

  on('DELETE', '/sessions', (request, caller) => {
    const query = queryOf(request)
    const [force, confirm] = [readFlag(query, 'force'), readFlag(query, 'confirm')]
    if (!force.ok) return refuse(request, force.refusal)
    if (!confirm.ok) return refuse(request, confirm.refusal)
    const confirmed = confirm.value || request.headers.get('x-force-delete')?.toLowerCase() === 'true'
    const { statuses, ...rest } = filterOf(query, caller)
    const wanted = statuses.length > 0 ? statuses : (['terminated'] as const)
    const touchesLiving = wanted.some((status) => status === 'active' || status === 'pending')
    if (!force.value && touchesLiving)
      return refuse(request, { status: 400, message: 'force required to delete active sessions' })
    if (force.value && !confirmed)
      return refuse(request, { status: 400, message: 'force delete requires confirmation' })
    const ids = registry.purge({ ...rest, statuses: wanted }).map(({ sessionId }) => sessionId)
    const sessionIds = ids.length > 0 ? ids : null
    return answers.success(request, { deleted: ids.length, force: force.value, sessionIds })
  })

  on('GET', '/sessions/:sessionId', show)
  on('DELETE', '/sessions/:sessionId', terminate)
  on('DELETE', '/register/:sessionId', terminate)
  on('GET', '/:sessionId', show)
  app.notFound(() => answers.nothingHere())
  return app
}
