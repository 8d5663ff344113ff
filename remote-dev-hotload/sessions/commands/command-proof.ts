import type { Session } from '../../../contracts/index.ts'
import type { CommandKind } from './command.ts'
import { isForeign } from './command-rules.ts'

/** What has to be typed before somebody else's work is ended. */
export type Proof =
  | { readonly kind: 'none' }
  /** Any of its names will do; the first is the one that is asked for. */
  | { readonly kind: 'name'; readonly names: readonly string[] }
  /** Nobody types twelve names: the figure shows that the list was looked at. */
  | { readonly kind: 'count'; readonly count: number; readonly foreign: number }

/** What makes one session's name be asked for. */
export interface NameWish {
  /** The reader wants to be asked before somebody else's session is ended. */
  readonly asksForName: boolean
  /** Asked for from the keyboard or the palette: no pointer was on the row that it names. */
  readonly byKey: boolean
}

const NO_WISH: NameWish = { asksForName: false, byKey: false }

/** `ready` are the sessions that would be reached. */
export function proofFor(
  kind: CommandKind,
  ready: readonly Session[],
  userId: string | null,
  { asksForName, byKey } = NO_WISH,
): Proof {
  const foreign = ready.filter((session) => isForeign(session, userId))
  const [only] = foreign
  // Figures are asked for anew without touching the session.
  if (!only || kind === 'refresh-metrics') return { kind: 'none' }
  if (ready.length === 1)
    return byKey || (asksForName && kind === 'terminate') ? { kind: 'name', names: namesOf(only) } : { kind: 'none' }
  return kind === 'terminate' ? { kind: 'count', count: ready.length, foreign: foreign.length } : { kind: 'none' }
}

/** Letter case and spaces around do not matter. */
export function isProven(proof: Proof, typed: string): boolean {
  switch (proof.kind) {
    case 'none':
      return true
    case 'name':
      return proof.names.some((name) => bare(name) === bare(typed))
    case 'count':
      return typed.trim() === String(proof.count)
  }
}

const bare = (text: string): string => text.normalize('NFC').trim().toLowerCase()

const namesOf = ({ pluginName, pluginId, sessionId }: Session): readonly string[] =>
  [pluginName ?? '', pluginId, sessionId].filter((name) => bare(name) !== '')
