import type { DiagnosticCode } from '../../../contracts/index.ts'
import type { ListState } from '../session-store.ts'

/** What is to be said above rows that are not simply the newest answer. */
export type Note =
  | { readonly kind: 'remembered' }
  /** `at`: ms of the last good answer, null when there was none. */
  | { readonly kind: 'offline'; readonly at: number | null }
  /** `retryAt`: ms when it is asked again, null when that is not known. */
  | { readonly kind: 'limited'; readonly at: number; readonly retryAt: number | null }
  | {
      readonly kind: 'stale'
      readonly code: DiagnosticCode
      readonly requestId: string | null
      readonly at: number
    }

/** One cause, one note: without network everything else follows from that. */
export function noteOf(list: ListState, isOffline: boolean): Note | null {
  if (isOffline && list.kind !== 'loading' && list.kind !== 'failed')
    return { kind: 'offline', at: 'at' in list ? list.at : null }
  if (list.kind === 'remembered') return { kind: 'remembered' }
  if (list.kind !== 'stale') return null
  if (list.code !== 'DH_API_429') return list
  return { kind: 'limited', at: list.at, retryAt: null }
}
