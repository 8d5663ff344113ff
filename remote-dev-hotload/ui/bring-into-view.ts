/** Scrolls an element into view and gives it the focus, unless the reader is typing somewhere: those letters are not for it. */
export function bringIntoView(element: HTMLElement, focused = element): void {
  element.scrollIntoView({ block: 'nearest' })
  const { activeElement } = element.getRootNode() as Document | ShadowRoot
  if (activeElement?.matches('input, textarea, select') || element.contains(activeElement)) return
  focused.focus({ preventScroll: true })
}
