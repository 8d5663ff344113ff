/** Can some of it be seen: not hidden, not transparent, and inside of every box around it that cuts off? */
export function isOnScreen(element: Element): boolean {
  if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false
  const { top, bottom } = element.getBoundingClientRect()
  let least = Math.max(0, top)
  let most = Math.min(window.innerHeight, bottom)
  for (let box = element.parentElement; box !== null; box = box.parentElement) {
    if (getComputedStyle(box).overflowY === 'visible') continue
    const edges = box.getBoundingClientRect()
    least = Math.max(least, edges.top)
    most = Math.min(most, edges.bottom)
  }
  return most > least
}
