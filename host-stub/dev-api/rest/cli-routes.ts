import type { Audit } from '../audit/audit.ts'
import type { Authenticate } from '../auth/authenticate.ts'
import type { SessionAccess, SessionAccessCheck } from '../auth/session-access.ts'
import type { Database } from '../db/open-database.ts'
import type { Idempotency } from '../db/idempotency.ts'
import type { Ingest } from '../logs/ingest.ts'
import { readLogBatch } from '../logs/log-batch.ts'
import { done, failed, type Outcome } from '../problem.ts'
import type { Random } from '../random.ts'
import type { EndSession } from '../sessions/end-session.ts'
import type { Register } from '../sessions/register.ts'
import { registerSchema } from '../sessions/register-request.ts'
import { reloadReportSchema, type ReportReload } from '../sessions/report-reload.ts'
import type { Vitality } from '../sessions/vitality.ts'
import type { Answers } from './answers.ts'
import { readJsonBody, readText } from './read-body.ts'
import { keyOf } from './request-id.ts'
import type { Exchange, Route } from './route.ts'

export interface CliRoutesDeps {
  db: Database
  random: Random
  answers: Answers
  authenticate: Authenticate
  access: SessionAccessCheck
  idempotency: Idempotency
  audit: Audit
  register: Register
  reportReload: ReportReload
  ingest: Ingest
  vitality: Vitality
  endSession: EndSession
}

const ROOT = '/internal/dev/plugins'
const REGISTER_BYTES = 512 * 1024
const RELOAD_BYTES = 4 * 1024 * 1024
const LOG_BYTES = 16 * 1024 * 1024
const MAX_NOTE = 1000

const notYours = () => failed('forbidden', 'The session belongs to somebody else.')

/** What the CLI of a session calls. */
export const createCliRoutes = (deps: CliRoutesDeps): Route[] => {
  const { db, random, answers, access, idempotency, audit, vitality, endSession } = deps

  const owned = async ({ request }: Exchange, sessionId: string, reloadToken?: string | null) => {
    const who = await access.identify(request, sessionId, reloadToken)
    return !who.ok || access.isOwner(who.value) ? who : notYours()
  }

  const answer = <T>(outcome: Outcome<T>, status: number, requestId: string): Outcome<Response> =>
    outcome.ok ? done(answers.success(status, outcome.value, requestId)) : outcome

  const end = ({ row, caller }: SessionAccess, allowed: boolean, note: string | null, requestId: string) =>
    db.write(() => {
      const details = { note }
      const record = (result: 'done' | 'denied') =>
        caller && audit.record({ caller, action: 'session.end', sessionId: row.session_id, result, requestId, details })
      if (!allowed) {
        record('denied')
        return notYours()
      }
      if (row.ended_at !== null) return done({ sessionId: row.session_id, note: row.note })
      if (caller && !access.isOwner({ row, caller })) record('done')
      endSession(row, { status: 'TERMINATED', note })
      return done({ sessionId: row.session_id, note })
    })

  return [
    {
      method: 'POST',
      path: `${ROOT}/register`,
      async handle({ request, requestId }) {
        const caller = await deps.authenticate(request)
        if (!caller.ok) return caller
        const body = await readJsonBody(request, registerSchema, REGISTER_BYTES)
        return body.ok ? answer(deps.register(caller.value, body.value), 201, requestId) : body
      },
    },
    {
      method: 'POST',
      path: `${ROOT}/reload`,
      async handle(exchange) {
        const body = await readJsonBody(exchange.request, reloadReportSchema, RELOAD_BYTES)
        if (!body.ok) return body
        const who = await owned(exchange, body.value.sessionId, body.value.reloadToken)
        if (!who.ok) return who
        const reloadId = keyOf(exchange.request, 'x-reload-id') ?? random.uuid()
        return answer(deps.reportReload(who.value.row, body.value, reloadId), 200, exchange.requestId)
      },
    },
    {
      method: 'POST',
      path: `${ROOT}/register/:id/logs`,
      async handle(exchange) {
        const who = await owned(exchange, exchange.params['id'] ?? '')
        if (!who.ok) return who
        const text = await readText(exchange.request, LOG_BYTES)
        if (!text.ok) return text
        const lines = readLogBatch(text.value)
        if (!lines.ok) return lines
        const { row } = who.value
        const key = keyOf(exchange.request, 'idempotency-key')
        const once = { tenantId: row.tenant_id, actor: row.session_id, key, target: 'logs' }
        const accepted = idempotency.once(once, () => deps.ingest(row, lines.value))
        return answer(accepted, 202, exchange.requestId)
      },
    },
    {
      method: 'POST',
      path: `${ROOT}/register/:id/heartbeat`,
      async handle(exchange) {
        const who = await owned(exchange, exchange.params['id'] ?? '')
        if (!who.ok) return who
        const row = db.write(() => vitality.beat(who.value.row))
        return answer(done(vitality.orders(row)), 200, exchange.requestId)
      },
    },
    {
      method: 'DELETE',
      path: `${ROOT}/register/:id`,
      async handle({ request, params, requestId }) {
        const who = await access.identify(request, params['id'] ?? '')
        if (!who.ok) return who
        const note = new URL(request.url).searchParams.get('note')?.slice(0, MAX_NOTE) ?? null
        const allowed = access.isOwner(who.value) || who.value.caller?.person.isTenantAdmin === true
        return answer(end(who.value, allowed, note, requestId), 200, requestId)
      },
    },
  ]
}
