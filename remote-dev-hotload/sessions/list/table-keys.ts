import type { CommandKind } from '../commands/command.ts'

/** Where the focus goes among the rows. */
export type Step = 'next' | 'previous' | 'page-down' | 'page-up' | 'first' | 'last'

/** What a key in the table asks for. */
export type TableAct =
  | { readonly kind: 'move'; readonly step: Step; readonly extends: boolean }
  | { readonly kind: 'tick' }
  | { readonly kind: 'ask'; readonly command: CommandKind }
  | { readonly kind: 'search' }

type KeyLike = Pick<
  KeyboardEvent,
  'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'isComposing' | 'keyCode' | 'repeat' | 'target'
>

const STEPS: Readonly<Record<string, Step>> = {
  ArrowDown: 'next',
  ArrowUp: 'previous',
  PageDown: 'page-down',
  PageUp: 'page-up',
  Home: 'first',
  End: 'last',
}
const LETTERS: Readonly<Record<string, TableAct>> = {
  j: { kind: 'move', step: 'next', extends: false },
  k: { kind: 'move', step: 'previous', extends: false },
  r: { kind: 'ask', command: 'reload' },
  t: { kind: 'ask', command: 'terminate' },
}

const ELSEWHERE = 'input:not([type="checkbox"]), textarea, select, [contenteditable], [popover], dialog'

/** True where keys belong to a field, an open menu or a dialog, or to an input method. */
export const isTakenKey = ({ target, isComposing, keyCode }: KeyLike): boolean =>
  isComposing || keyCode === 229 || (target instanceof Element && target.closest(ELSEWHERE) !== null)

/** The act of a key that bubbles from a row, null when it is not ours. Enter is left to the link that has the focus. */
export function tableAct(event: KeyLike, singleKeys: boolean): TableAct | null {
  if (isTakenKey(event) || event.ctrlKey || event.metaKey || event.altKey) return null
  const step = STEPS[event.key]
  if (step) return { kind: 'move', step, extends: event.shiftKey }
  // Space presses a button and ticks a box by itself.
  if (event.key === ' ') return isLink(event.target) && !event.shiftKey ? { kind: 'tick' } : null
  if (!singleKeys) return null
  // Some keyboards have it on the shifted level.
  if (event.key === '/') return { kind: 'search' }
  const act = event.shiftKey ? undefined : LETTERS[event.key]
  return act && (act.kind === 'move' || !event.repeat) ? act : null
}

const isLink = (target: EventTarget | null): boolean => target instanceof Element && target.closest('a') !== null
