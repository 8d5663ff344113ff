/** What a key asks of the whole panel. */
export type PanelKeyAct = 'palette' | 'help' | 'next-zone' | 'previous-zone' | 'reload' | 'terminate'

/** The part of a `KeyboardEvent` that matters here. */
export type KeyLike = Pick<
  KeyboardEvent,
  'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'isComposing' | 'keyCode' | 'repeat'
>

export interface KeyCircumstances {
  /** Where the key was pressed, seen from inside of the shadow root. */
  readonly target: Element | null
  /** Keys without Ctrl or ⌘ are wanted. */
  readonly singleKeys: boolean
  readonly isApple: boolean
}

const TYPING = 'input, textarea, select, [contenteditable]:not([contenteditable="false"])'
/** What is modal or over the panel has keys of its own. */
const ELSEWHERE = 'dialog, [popover]'
/** The header of the open session: `r` and `t` there are about that session. */
const SESSION_KEYS = '[data-keys="session"]'

/** True while an input method makes a word. Safari has already ended the composition when its Enter arrives: 229 tells. */
export const isComposing = (event: Pick<KeyboardEvent, 'isComposing' | 'keyCode'>): boolean =>
  event.isComposing || event.keyCode === 229

/** Ctrl+K, and ⌘K on Apple's keyboards, where Ctrl+K deletes to the end of the line. */
export function isPaletteKey(event: KeyLike, isApple: boolean): boolean {
  if (isComposing(event) || event.altKey || event.shiftKey) return false
  const isMod = isApple ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey
  // On a Cyrillic or Greek layout the key has another letter and the same place.
  return isMod && (event.key.toLowerCase() === 'k' || (event.code === 'KeyK' && event.key > '\u007f'))
}

/** The act of a key, null when it is not ours. */
export function panelKeyAct(event: KeyLike, { target, singleKeys, isApple }: KeyCircumstances): PanelKeyAct | null {
  if (isComposing(event) || target?.closest(ELSEWHERE)) return null
  if (isPaletteKey(event, isApple)) return event.repeat ? null : 'palette'
  if (event.ctrlKey || event.metaKey || event.altKey) return null
  if (event.key === 'F6') return event.shiftKey ? 'previous-zone' : 'next-zone'
  if (!singleKeys || event.repeat || target?.closest(TYPING)) return null
  // Some keyboards have it on the shifted level.
  if (event.key === '?') return 'help'
  if (event.shiftKey || !target?.closest(SESSION_KEYS)) return null
  return event.key === 'r' ? 'reload' : event.key === 't' ? 'terminate' : null
}
