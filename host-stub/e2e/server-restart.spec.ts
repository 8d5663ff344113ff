import type { Page } from '@playwright/test'
import { askGateway } from './support/dev-api.ts'
import { startMortalDevApi } from './support/mortal-dev-api.ts'
import { logRow } from './support/panel.ts'
import { startPlugin } from './support/plugin.ts'
import { startShell } from './support/shell.ts'
import { expect, test } from './support/test.ts'

const DOWN_MS = 5_000

test('the panel says that the Dev API is gone, comes back by itself, and no line is missing or doubled', async ({
  page,
}) => {
  test.setTimeout(120_000)
  const api = await startMortalDevApi()
  const shell = await startShell({ api: api.url, panelApi: api.url })
  const plugin = await startPlugin('com.powerx.e2e-restart', { api: api.url, shell: shell.url })
  await plugin.edit(
    'src/index.ts',
    (source) => `${source}\nlet tick = 0\nsetInterval(() => console.log(\`numbered line \${tick++} .\`), 50)\n`,
  )
  await shell.signIn(page, 'ops', `/dev-hotload/sessions/${plugin.sessionId}/logs?q=numbered+line`)
  await expect(logRow(page, /numbered line \d+ \./).first()).toBeVisible()
  const connection = page.getByTestId('dh-connection')

  const killedAt = Date.now()
  api.kill()
  await expect(connection).toHaveAttribute('data-state', 'waiting')
  await expect(connection).toContainText('Reconnecting')
  await expect(page.getByTestId('dh-banner')).toContainText('reconnects by itself')
  // What was read stays readable, also after a look elsewhere.
  await page.getByTestId('dh-tab-activity').click()
  await page.getByTestId('dh-tab-logs').click()
  await expect(logRow(page, /numbered line \d+ \./).first()).toBeVisible()
  await expect.poll(() => Date.now() - killedAt, { timeout: DOWN_MS + 5_000 }).toBeGreaterThan(DOWN_MS)
  await api.startAgain()
  await expect(connection).toHaveAttribute('data-state', 'live', { timeout: 35_000 })

  // A line that was written while the server was away, and one after its return.
  const lastSeen = async () =>
    Number(
      /numbered line (\d+)/.exec(
        (await logRow(page, /numbered line/)
          .last()
          .textContent())!,
      )?.[1],
    )
  const target = (await lastSeen()) + 40
  await expect.poll(lastSeen, { timeout: 30_000 }).toBeGreaterThan(target)
  await plugin.stop()
  await expect(
    page.getByTestId('dh-session-row').and(page.locator(`[data-session-id="${plugin.sessionId}"]`)),
  ).toHaveAttribute('data-status', 'TERMINATED')

  // What the server kept is numbered without a hole …
  const { devHotloadLogs: kept } = await askGateway<{
    devHotloadLogs: { items: { logId: string; message: string }[]; hasBefore: boolean }
  }>(
    'query ($id: ID!) { devHotloadLogs(sessionId: $id, limit: 2000, search: "numbered line") { items { logId message } hasBefore } }',
    { id: plugin.sessionId },
    api.url,
  )
  expect(kept.hasBefore).toBe(false)
  const numbers = kept.items.map(({ message }) => Number(/\d+/.exec(message)![0]))
  expect(numbers).toEqual(numbers.map((_, index) => index))

  // … and the panel has exactly that, line by line.
  const total = page.getByTestId('dh-log-total')
  await expect(total).toHaveAttribute('data-dropped', '0')
  const shown = await readWholeLog(page)
  expect(shown).toEqual(kept.items.map(({ logId }) => logId))
  shell.stop()
  api.kill()
})

/** Scrolls through the virtual list and collects the ids of its lines in order. */
async function readWholeLog(page: Page): Promise<string[]> {
  return page.getByTestId('dh-log').evaluate(async (scroller) => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
    const byTop = new Map<number, string>()
    for (let top = 0; ; top += scroller.clientHeight / 2) {
      scroller.scrollTop = top
      await frame()
      const origin = scroller.getBoundingClientRect().top - scroller.scrollTop
      for (const row of scroller.querySelectorAll<HTMLElement>('[data-kind="line"]')) {
        if (row.checkVisibility({ visibilityProperty: true }))
          byTop.set(Math.round(row.getBoundingClientRect().top - origin), row.dataset.logId!)
      }
      if (top >= scroller.scrollHeight) break
    }
    return [...byTop].sort((a, b) => a[0] - b[0]).map(([, id]) => id)
  })
}
