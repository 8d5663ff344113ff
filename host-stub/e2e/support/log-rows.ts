import type { Page } from '@playwright/test'

/** A row of the log as a reader sees it. */
export interface ShownRow {
  kind: string
  /** `null` for what is no line. */
  logId: string | null
  text: string
}

/** Reads every row of the log in order, a screen at a time. A high window makes that fast. */
export function readAllRows(page: Page): Promise<ShownRow[]> {
  return page.getByTestId('dh-log').evaluate(async (scroller) => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
    const rows: ShownRow[] = []
    const rowHeight = scroller.querySelector('[data-testid="dh-log-row"]')?.getBoundingClientRect().height ?? 20
    const total = Math.round(scroller.scrollHeight / rowHeight)

    const readScreen = (): void => {
      const origin = scroller.getBoundingClientRect().top - scroller.scrollTop
      for (const row of scroller.querySelectorAll<HTMLElement>('[data-testid="dh-log-row"]')) {
        if (!row.checkVisibility({ visibilityProperty: true })) continue
        const index = Math.round((row.getBoundingClientRect().top - origin) / rowHeight)
        if (index < 0 || index in rows) continue
        rows[index] = { kind: row.dataset['kind'] ?? '', logId: row.dataset['logId'] ?? null, text: row.textContent }
      }
    }

    // Nobody looks at these pixels, and drawing them takes longer than all the rest.
    document.documentElement.style.opacity = '0'
    for (let next = 0; next < total;) {
      scroller.scrollTop = next * rowHeight
      // The list moves its rows in the frame after the one that scrolls.
      await frame()
      await frame()
      const from = performance.now()
      for (readScreen(); !(next in rows) && performance.now() - from < 2_000; readScreen()) await frame()
      if (!(next in rows)) break
      while (next in rows) next++
    }
    document.documentElement.style.opacity = ''
    return rows
  })
}
