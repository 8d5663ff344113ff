import type { BenchPage } from '../browser/open-page.ts'

/** A real click into the middle of an element of the page itself. Rejects when there is none. */
export async function clickAt(page: BenchPage, selector: string): Promise<void> {
  const point = await page.evaluate<[number, number] | null>(`(() => {
    const box = document.querySelector(${JSON.stringify(selector)})?.getBoundingClientRect()
    return box ? [box.x + box.width / 2, box.y + box.height / 2] : null
  })()`)
  if (point === null) throw new Error(`The page has no ${selector}.`)
  await page.click(...point)
}
