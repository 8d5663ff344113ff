/** Puts text on the clipboard; false when the browser does not let us, by either way. */
export async function writeClipboard(text: string, near: HTMLElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return copyByCommand(text, near)
  }
}

/** Pages without a secure origin have no clipboard, but they may copy what is selected in a field. */
function copyByCommand(text: string, near: HTMLElement): boolean {
  const field = document.createElement('textarea')
  field.className = 'dh-hidden'
  field.value = text
  near.append(field)
  try {
    field.select()
    return document.execCommand('copy')
  } catch {
    return false
  } finally {
    field.remove()
    near.focus({ preventScroll: true })
  }
}
