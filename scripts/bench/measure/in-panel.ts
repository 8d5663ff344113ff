import type { BenchPage } from '../browser/open-page.ts'

/** An expression that finds the first element with this test id in the panel's shadow root; null when there is none. */
export const byTestid = (testid: string): string =>
  `(() => { for (const host of document.querySelectorAll('*')) { const found = host.shadowRoot?.querySelector('[data-testid="${testid}"]'); if (found) return found } return null })()`

/** Is there such an element, and can it be seen? */
export const isShown = (page: BenchPage, testid: string): Promise<boolean> =>
  page.evaluate(`(${byTestid(testid)})?.checkVisibility() ?? false`)

/** Waits for it, a frame at a time; false when it does not come. */
export const comes = (page: BenchPage, testid: string, patienceMs = 5_000): Promise<boolean> =>
  page.evaluate(
    `(async () => { for (const end = performance.now() + ${patienceMs}; performance.now() < end; ) { if ((${byTestid(testid)})?.checkVisibility()) return true; await new Promise(requestAnimationFrame) } return false })()`,
    patienceMs + 5_000,
  )

/** Clicks the middle of the first one that the mouse can reach; false when there is none. */
export const clickOn = (page: BenchPage, testid: string): Promise<boolean> =>
  clickOneOf(page, `[data-testid="${testid}"]`, 0)

/** Clicks one of the elements of this selector that the mouse can reach, going round; false when there is none. */
export async function clickOneOf(page: BenchPage, selector: string, turn: number): Promise<boolean> {
  const points = await page.evaluate<[number, number][]>(`(${reachable.toString()})(${JSON.stringify(selector)})`)
  const point = points[turn % Math.max(1, points.length)]
  if (point === undefined) return false
  await page.click(...point)
  return true
}

/**
 * Runs in the page. A virtual list has rows out of sight, which must not be scrolled to: that would end following.
 * No function inside: the loader would name it by a helper that the page does not have.
 */
function reachable(selector: string): [number, number][] {
  const found: [number, number][] = []
  for (const { shadowRoot } of document.querySelectorAll('*')) {
    for (const element of shadowRoot?.querySelectorAll(selector) ?? []) {
      const { x, y, width, height } = element.getBoundingClientRect()
      const middle: [number, number] = [x + width / 2, y + height / 2]
      const hit = shadowRoot!.elementFromPoint(...middle)
      if (hit !== null && element.contains(hit)) found.push(middle)
    }
  }
  return found
}
