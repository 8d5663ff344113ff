/** True for a click that the panel answers itself. Ctrl, middle and Shift clicks are the browser's: the link opens elsewhere. */
export function plainClick(event: MouseEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return false
  event.preventDefault()
  return true
}
