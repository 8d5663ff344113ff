/** What a key in the log asks for. `follow` pauses or resumes. */
export type LogAction =
  'follow' | 'filter' | 'find' | 'next-error' | 'previous-error' | 'mark' | 'wrap' | 'export' | 'help'

/** The part of a `KeyboardEvent` that matters here. Listen inside the shadow root: outside of it `target` is the host. */
export type KeyLike = Pick<
  KeyboardEvent,
  'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'isComposing' | 'keyCode' | 'repeat' | 'target'
>

interface KeyRule {
  readonly key: string
  readonly action: LogAction
  /** `any`: signs that some keyboards have on the shifted level. */
  readonly shift: boolean | 'any'
  readonly mod?: true
  /** Holding the key down goes on. */
  readonly repeats?: true
}

const RULES: readonly KeyRule[] = [
  { key: ' ', action: 'follow', shift: false },
  { key: '/', action: 'filter', shift: 'any' },
  { key: 'f', action: 'find', shift: false, mod: true },
  { key: 'n', action: 'next-error', shift: false, repeats: true },
  { key: 'n', action: 'previous-error', shift: true, repeats: true },
  { key: 'm', action: 'mark', shift: false },
  { key: 'w', action: 'wrap', shift: false },
  { key: 'e', action: 'export', shift: false },
  { key: '?', action: 'help', shift: 'any' },
]

const TYPING = 'input, textarea, select, [contenteditable]:not([contenteditable="false"])'
const PRESSABLE = 'button, a[href], summary, [role="button"], [role="slider"]'

/** True while an input method makes a word. Safari has already ended the composition when its Enter arrives: 229 tells. */
export const isComposing = (event: Pick<KeyboardEvent, 'isComposing' | 'keyCode'>): boolean =>
  event.isComposing || event.keyCode === 229

/**
 * The action of a key that bubbles from the log, null when the key is not ours. Where somebody types it is theirs:
 * Ctrl+F in the find field is the second press and opens the browser's own find.
 */
export function actionOf(event: KeyLike): LogAction | null {
  if (isComposing(event) || event.altKey || (event.ctrlKey && event.metaKey)) return null
  const target = event.target instanceof Element ? event.target : null
  if (target?.closest(TYPING)) return null
  const isMod = event.ctrlKey || event.metaKey
  const key = event.key.toLowerCase()
  const rule = RULES.find(
    (candidate) =>
      candidate.key === key &&
      (candidate.mod ?? false) === isMod &&
      (candidate.shift === 'any' || candidate.shift === event.shiftKey),
  )
  if (!rule || (event.repeat && !rule.repeats)) return null
  // Space presses the button that has the focus.
  if (key === ' ' && target?.closest(PRESSABLE)) return null
  return rule.action
}
