import { z } from 'zod'
import type { PanelReports } from '../audit/panel-reports.ts'
import { auditReportSchema, notificationSchema } from '../audit/panel-reports.ts'
import type { Authenticate } from '../auth/authenticate.ts'
import { mayUsePanel, type Caller } from '../auth/caller.ts'
import type { Idempotency } from '../db/idempotency.ts'
import type { Database } from '../db/open-database.ts'
import { done, failed, type Outcome } from '../problem.ts'
import type { Commands, CommandDone } from '../sessions/commands.ts'
import type { SessionNews } from '../sessions/session-news.ts'
import type { SessionStore } from '../sessions/session-store.ts'
import type { SessionViews } from '../sessions/session-view.ts'
import type { Streams } from '../stream/open-stream.ts'
import type { Answers } from './answers.ts'
import { readJsonBody } from './read-body.ts'
import { keyOf } from './request-id.ts'
import type { Exchange, Route } from './route.ts'

export interface PanelRoutesDeps {
  db: Database
  answers: Answers
  authenticate: Authenticate
  idempotency: Idempotency
  commands: Commands
  reports: PanelReports
  sessions: SessionStore
  views: SessionViews
  news: SessionNews
  streams: Streams
}

const ROOT = '/internal/dev/plugins'
/** The same commands under the shell's own prefix. */
const SHELL_ROOT = '/api/admin/dev-hotload/sessions'
const BYTES = 256 * 1024

const reasonSchema = z.object({ reason: z.string().max(1000).nullish() })

/** What the panel calls, beside GraphQL. */
export const createPanelRoutes = (deps: PanelRoutesDeps): Route[] => {
  const { db, answers, authenticate, idempotency, commands, reports, sessions, views, news, streams } = deps

  /** A handler that knows its caller and checked body. */
  const withBody =
    <T>(
      schema: z.ZodType<T>,
      work: (caller: Caller, body: T, exchange: Exchange) => Outcome<Response>,
    ): Route['handle'] =>
    async (exchange) => {
      const caller = await authenticate(exchange.request)
      if (!caller.ok) return caller
      const body = await readJsonBody(exchange.request, schema, BYTES)
      return body.ok ? work(caller.value, body.value, exchange) : body
    }

  const answer = <T>(outcome: Outcome<T>, statusOf: (value: T) => number, requestId: string): Outcome<Response> =>
    outcome.ok ? done(answers.success(statusOf(outcome.value), outcome.value, requestId)) : outcome

  /** What was done at once is 200; what the stream will report is 202. */
  const commandStatus = ({ terminatedAt }: CommandDone) => (terminatedAt ? 200 : 202)

  const command = (kind: 'terminate' | 'reload') =>
    withBody(reasonSchema, (caller, { reason }, { request, params, requestId }) => {
      const reloadId = keyOf(request, 'x-reload-id')
      const idempotencyKey = keyOf(request, 'idempotency-key') ?? (kind === 'reload' ? reloadId : null)
      const wish = {
        caller,
        sessionId: params['id'] ?? '',
        reason: reason ?? null,
        requestId,
        idempotencyKey,
        reloadId,
      }
      return answer(commands[kind](wish), commandStatus, requestId)
    })

  const refreshMetrics: Route['handle'] = async ({ request, params, requestId }) => {
    const caller = await authenticate(request)
    if (!caller.ok) return caller
    if (!mayUsePanel(caller.value)) return failed('forbidden', 'The account may not use the panel.')
    const row = sessions.inTenant(caller.value.tenant.id, params['id'] ?? '')
    if (!row) return failed('not-found', 'There is no such session.')
    const metrics = views.metrics(row)
    db.write(() => news.patched(row, { metrics }))
    return done(answers.success(200, metrics, requestId))
  }

  return [
    { method: 'POST', path: `${ROOT}/register/:id/terminate`, handle: command('terminate') },
    { method: 'POST', path: `${ROOT}/register/:id/reload`, handle: command('reload') },
    { method: 'POST', path: `${SHELL_ROOT}/:id/terminate`, handle: command('terminate') },
    { method: 'POST', path: `${SHELL_ROOT}/:id/reload`, handle: command('reload') },
    { method: 'POST', path: `${ROOT}/register/:id/refresh-metrics`, handle: refreshMetrics },
    {
      method: 'POST',
      path: `${ROOT}/audit`,
      handle: withBody(auditReportSchema, (caller, report, { request, requestId }) => {
        const once = {
          tenantId: caller.tenant.id,
          actor: caller.person.id,
          key: keyOf(request, 'idempotency-key'),
          target: 'audit',
        }
        const recorded = idempotency.once(once, () => reports.audit(caller, report, requestId))
        return answer(recorded, () => 201, requestId)
      }),
    },
    {
      method: 'POST',
      path: `${ROOT}/notifications`,
      handle: withBody(notificationSchema, (caller, notification, { request, requestId }) => {
        const key = keyOf(request, 'idempotency-key')
        const once = { tenantId: caller.tenant.id, actor: caller.person.id, key, target: 'notification' }
        return answer(
          idempotency.once(once, () => reports.notify(caller, notification)),
          () => 202,
          requestId,
        )
      }),
    },
    {
      method: 'GET',
      path: `${ROOT}/stream`,
      async handle({ request }) {
        const caller = await authenticate(request)
        return caller.ok ? streams.open(caller.value, request) : caller
      },
    },
  ]
}
