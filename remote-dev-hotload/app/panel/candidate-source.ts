import type { Alert, Reload, Session } from '../../../contracts/index.ts'
import type { ApiError, AuditReports, Queries } from '../../client/index.ts'
import { err, ok, type Clock, type Result } from '../../kernel/index.ts'
import { findingsOf, type CandidatePort, type ReadableText, type Told } from '../../dashboard/candidate/index.ts'
import { readLogSince } from './candidate-log.ts'

export interface CandidateSourceDeps {
  queries: Pick<Queries, 'session' | 'reloads' | 'logs' | 'audit'>
  reports: AuditReports
  clock: Clock
  uuid: () => string
  text: ReadableText
  /** The open alerts of the tenant; `isCut` when the server may have more of them. */
  openAlerts: () => Promise<Result<{ readonly items: readonly Alert[]; readonly isCut: boolean }, ApiError>>
  /** Whether this server keeps what a report rests on; it does when left out. */
  isOffered?: () => boolean
  /** Nobody has heard of it for too long. */
  isLost: (session: Session) => boolean
  save: CandidatePort['save']
  /** Told of each failure, so that an ended sign-in is noticed wherever it shows first. */
  onError: (error: ApiError) => void
}

const RELOAD_PAGE = 200
/** A session with more has been reloaded for days; the newest ones tell how it is. */
const MOST_RELOADS = 1_000
const AUDIT_PAGE = 200

/** Gathers what the validation of a candidate rests on, and records what leaves the panel. */
export function createCandidateSource(deps: CandidateSourceDeps): CandidatePort {
  const { queries, reports, clock, uuid, text, openAlerts, isLost, save, onError, isOffered = () => true } = deps

  function missing({ code, requestId }: ApiError): {
    kind: 'missing'
    code: ApiError['code']
    requestId: string | null
  } {
    return { kind: 'missing', code, requestId }
  }
  const noted = <T>(answer: Result<T, ApiError>): Result<T, ApiError> => {
    if (!answer.ok) onError(answer.error)
    return answer
  }

  async function reloadsOf(sessionId: string, signal: AbortSignal): Promise<Told<Reload[]>> {
    const all: Reload[] = []
    for (;;) {
      const answer = noted(await queries.reloads(sessionId, RELOAD_PAGE, all.at(-1)?.sequence))
      if (!answer.ok) return missing(answer.error)
      all.push(...answer.value)
      const isLast = answer.value.length < RELOAD_PAGE
      if (isLast || all.length >= MOST_RELOADS || signal.aborted) return { kind: 'told', value: all, isCut: !isLast }
    }
  }

  async function auditOf(sessionId: string) {
    const answer = noted(await queries.audit(sessionId, AUDIT_PAGE))
    if (!answer.ok) return missing(answer.error)
    const { items, totalCount, rejected } = answer.value
    return { kind: 'told', value: items, isCut: totalCount > items.length + rejected } as const
  }

  async function alertsOf(sessionId: string) {
    const answer = noted(await openAlerts())
    if (!answer.ok) return missing(answer.error)
    const { items, isCut } = answer.value
    const own = items.filter((alert) => alert.sessionId === sessionId && alert.state === 'OPEN')
    return { kind: 'told', value: own, isCut } as const
  }

  async function logsSince(sessionId: string, reload: Reload, signal: AbortSignal, onLines: (lines: number) => void) {
    const answer = noted(await readLogSince(queries, { sessionId, reload, signal, onLines }))
    if (!answer.ok) return missing(answer.error)
    const { entries, isCut } = answer.value
    return { kind: 'told', value: findingsOf(entries, text), isCut } as const
  }

  return {
    uuid,
    save,
    cleanText: text.cleanText,
    whyNot(session) {
      if (!isOffered()) return 'DH_API_501'
      return session.allowedActions.includes('EXPORT_LOGS') ? null : 'DH_API_403'
    },
    async gather(sessionId, signal, onProgress) {
      onProgress({ step: 'session', lines: 0 })
      const [session, reloads, audit, alerts] = await Promise.all([
        queries.session(sessionId).then(noted),
        reloadsOf(sessionId, signal),
        auditOf(sessionId),
        alertsOf(sessionId),
      ])
      if (!session.ok) return err({ code: session.error.code, requestId: session.error.requestId })
      if (session.value === null) return err({ code: 'DH_API_404', requestId: null })
      const newest = reloads.kind === 'told' ? reloads.value[0] : undefined
      const onLines = (lines: number) => onProgress({ step: 'logs', lines })
      const logs = newest && !signal.aborted ? await logsSince(sessionId, newest, signal, onLines) : null
      const gatheredAt = new Date(clock.now()).toISOString()
      return ok({ session: session.value, gatheredAt, isLost: isLost(session.value), reloads, alerts, audit, logs })
    },
    async record({ sessionId, lines, from, to, key }) {
      const answer = noted(
        await reports.record({
          action: 'logs.export',
          sessionIds: [sessionId],
          lines,
          from,
          to,
          filter: 'candidate validation',
          masked: true,
          key,
        }),
      )
      return answer.ok ? answer : err({ code: answer.error.code, requestId: answer.error.requestId })
    },
  }
}
