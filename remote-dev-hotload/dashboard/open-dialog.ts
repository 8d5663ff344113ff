import type { Session } from '../../contracts/index.ts'
import type { CommandKind } from '../sessions/index.ts'

/** What lies over the panel: one thing at a time. */
export type OpenDialog =
  | { readonly kind: 'palette' | 'settings' | 'help' }
  /** A command that was asked for without a pointer on its session. */
  | { readonly kind: 'command'; readonly command: CommandKind; readonly session: Session }
