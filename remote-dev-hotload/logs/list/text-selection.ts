/** True when the reader has marked text with the browser's own means around an element. */
export function hasTextSelection(near: Element): boolean {
  // Chromium tells the selection inside a shadow tree to that tree only.
  const root = near.getRootNode() as Document & { getSelection?: () => Selection | null }
  const selection = root.getSelection?.() ?? document.getSelection()
  return selection !== null && selection.toString() !== ''
}
