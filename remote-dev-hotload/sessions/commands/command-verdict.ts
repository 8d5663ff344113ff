import type { DiagnosticCode, Reload, Session } from '../../../contracts/index.ts'
import type { StreamEvent } from '../../client/index.ts'
import { awaitsEffect, isOpen, type Command } from './command.ts'
import { hasEnded } from '../session-status.ts'

/** What something seen says about a command. */
export type Verdict =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'observed' }
  | { readonly kind: 'end-seen' }
  | { readonly kind: 'done'; readonly auditId: string | null }
  | { readonly kind: 'failed'; readonly code: DiagnosticCode }

const nothing: Verdict = { kind: 'nothing' }
const observed: Verdict = { kind: 'observed' }
const DURING: Readonly<Partial<Record<Command['kind'], string>>> = { terminate: 'TERMINATING', reload: 'RELOADING' }

/** An event of the stream → what it says about this command. Another's terminate or reload says nothing. */
export function verdictOfEvent(command: Command, event: StreamEvent): Verdict {
  if (!('sessionId' in event) || event.sessionId !== command.sessionId || command.kind === 'refresh-metrics')
    return nothing
  switch (event.kind) {
    case 'session-updated':
      return event.patch.status === DURING[command.kind] ? observed : nothing
    case 'session-reloaded':
      return command.kind === 'reload' ? verdictOfReload(command, event.reload) : nothing
    case 'session-terminated':
      return verdictOfEnd(command, event.end.auditId)
    default:
      return nothing
  }
}

/** The session and its reloads as the server has them now; `session` is null when it knows none. */
export function verdictOfState(command: Command, session: Session | null, reloads: readonly Reload[]): Verdict {
  if (command.kind === 'refresh-metrics') return nothing
  if (command.kind === 'reload') {
    const own = reloads.find((reload) => isOwn(command, reload))
    if (own) return verdictOfReload(command, own)
  }
  if (session === null || hasEnded(session)) return verdictOfEnd(command, null)
  return session.status === DURING[command.kind] ? observed : nothing
}

/** The server may name the reload by its own id or by ours, which was sent as `X-Reload-ID`. */
const isOwn = ({ key, reloadId }: Command, reload: Pick<Reload, 'reloadId'>): boolean =>
  reload.reloadId !== null && (reload.reloadId === key || reload.reloadId === reloadId)

function verdictOfReload(command: Command, reload: Pick<Reload, 'reloadId' | 'success'>): Verdict {
  if (!isOwn(command, reload)) return nothing
  return reload.success === false ? { kind: 'failed', code: 'DH_COMMAND_002' } : { kind: 'done', auditId: null }
}

/** `auditId` names the command that ended the session, if one did and the server says which. */
function verdictOfEnd(command: Command, auditId: string | null): Verdict {
  const isOurs = auditId !== null && auditId === command.auditId
  if (awaitsEffect(command) || isOurs) {
    return command.kind === 'terminate' ? { kind: 'done', auditId } : { kind: 'failed', code: 'DH_API_404' }
  }
  return isOpen(command) ? { kind: 'end-seen' } : nothing
}
