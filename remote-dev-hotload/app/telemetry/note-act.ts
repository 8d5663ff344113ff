import type { HostTelemetry } from '../../../contracts/index.ts'
import type { Clock } from '../../kernel/index.ts'

/** How an act ended. Without a code, whoever wanted it has stopped it. */
export type ActEnd = { readonly ok: true } | { readonly ok: false; readonly error: { readonly code: string | null } }

/** Leaves a crumb when something is asked for, and one for its outcome. Answers what it was given. */
export type NoteAct = <T extends Promise<ActEnd>>(action: string, sessionId: string | null, answer: T) => T

export function createNoteAct(breadcrumb: HostTelemetry['breadcrumb'], clock: Pick<Clock, 'monotonic'>): NoteAct {
  return (action, sessionId, answer) => {
    const from = clock.monotonic()
    const tell = (result: string, code: string | null) =>
      breadcrumb({
        action,
        ...(sessionId !== null && { sessionId }),
        result,
        duration: clock.monotonic() - from,
        ...(code !== null && { errorCode: code }),
      })
    tell('requested', null)
    answer.then(
      (end) => {
        if (end.ok) return tell('done', null)
        const { code } = end.error
        tell(code === null ? 'cancelled' : 'failed', code)
      },
      () => tell('failed', 'DH_VIEW_002'),
    )
    return answer
  }
}
