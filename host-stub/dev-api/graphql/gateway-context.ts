import { mayUsePanel, type Caller } from '../auth/caller.ts'
import { failed } from '../problem.ts'
import { unwrap } from './error-shape.ts'

/** What every resolver knows of its request. */
export interface GatewayContext {
  caller: Caller
  requestId: string
  idempotencyKey: string | null
}

/** The caller, if the panel is open to them and `tenantId` is their own tenant. */
export const panelUser = ({ caller }: GatewayContext, tenantId?: string | null): Caller => {
  if (!mayUsePanel(caller)) return unwrap<Caller>(failed('forbidden', 'The account may not use the panel.'))
  if (tenantId != null && tenantId.toLowerCase() !== caller.tenant.id) {
    return unwrap<Caller>(failed('forbidden', 'The token is for another tenant.'))
  }
  return caller
}

/** A page size: more than the cap is the cap, less than one is an error. */
export const limitOf = (limit: number | null | undefined, fallback: number, cap: number): number => {
  if (limit == null) return fallback
  if (limit < 1) return unwrap<number>(failed('bad-input', 'limit must be at least 1.', { field: 'limit' }))
  return Math.min(limit, cap)
}

export const offsetOf = (offset: number | null | undefined): number => {
  if (offset == null) return 0
  return offset < 0 ? unwrap<number>(failed('bad-input', 'offset must not be negative.', { field: 'offset' })) : offset
}
