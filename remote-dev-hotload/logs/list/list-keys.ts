/** What a key asks of the list. */
export type ListAct =
  | { readonly kind: 'move'; readonly by: 'line' | 'page'; readonly step: 1 | -1; readonly extend: boolean }
  | { readonly kind: 'oldest' | 'newest' | 'open' | 'copyLine' | 'copyLink' | 'selectAll' | 'copySelected' | 'clear' }

type Key = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'isComposing'>

/** The act of a key in the scroller; null leaves the key to whoever is further out. */
export function listAct(event: Key): ListAct | null {
  const { key, shiftKey } = event
  if (event.isComposing || event.altKey) return null
  if (event.ctrlKey || event.metaKey) {
    if (shiftKey) return null
    if (key.toLowerCase() === 'a') return { kind: 'selectAll' }
    return key.toLowerCase() === 'c' ? { kind: 'copySelected' } : null
  }
  switch (key) {
    case 'ArrowUp':
    case 'ArrowDown':
      return { kind: 'move', by: 'line', step: key === 'ArrowUp' ? -1 : 1, extend: shiftKey }
    case 'PageUp':
    case 'PageDown':
      return { kind: 'move', by: 'page', step: key === 'PageUp' ? -1 : 1, extend: shiftKey }
    case 'C':
    case 'c':
      return { kind: shiftKey ? 'copyLink' : 'copyLine' }
  }
  if (shiftKey) return null
  switch (key) {
    case 'Home':
      return { kind: 'oldest' }
    case 'End':
      return { kind: 'newest' }
    case 'Enter':
      return { kind: 'open' }
    case 'Escape':
      return { kind: 'clear' }
  }
  return null
}

/** True in whatever has keys of its own: fields, opened details, and controls for the keys that press them. */
export function hasOwnKeys(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof Element)) return false
  if (target.closest('input, textarea, select, [contenteditable], .dh-log-details')) return true
  return key === 'Enter' && target.closest('button, a, summary') !== null
}
