import type { Page } from '@playwright/test'
import { askGateway } from './support/dev-api.ts'
import { logRow, openSession, sessionRow, signIn } from './support/panel.ts'
import { editFile } from './support/plugin.ts'
import { currentRun } from './support/run.ts'
import { expect, test } from './support/test.ts'

/** From the report of a build to its line on the screen. */
const SEEN_WITHIN_MS = 1_000

async function newestReload(id: string): Promise<{ sequence: number; at: string; success: boolean }> {
  const query = 'query ($id: ID!) { devHotloadReloads(sessionId: $id, limit: 1) { sequence at success } }'
  const { devHotloadReloads: reloads } = await askGateway<{
    devHotloadReloads: { sequence: number; at: string; success: boolean }[]
  }>(query, { id })
  return reloads[0]!
}

/** By its number: the list is virtual, a count of its rows says nothing. A mark without an outcome still waits for it. */
const reloadRow = (page: Page, sequence: number) =>
  page.locator('[data-testid="dh-log-row"][data-kind="reload"][data-success]').filter({ hasText: `#${sequence} ` })

/** When the CLI said that the build of a reload was done, ms; all clocks are this machine's. */
async function buildEnd(id: string, sequence: number): Promise<number> {
  const query =
    'query ($id: ID!) { devHotloadLogs(sessionId: $id, limit: 2000, search: "Built") { items { ts reloadSequence } } }'
  const { devHotloadLogs: logs } = await askGateway<{
    devHotloadLogs: { items: { ts: string; reloadSequence: number }[] }
  }>(query, { id })
  return Date.parse(logs.items.find((line) => line.reloadSequence === sequence)!.ts)
}

test('a newcomer sees a real session, edits its plugin, breaks it, and ends it with an audit id', async ({ page }) => {
  // By its name: the tests before have left more sessions than a page of the list has.
  await signIn(page, 'ops', '/dev-hotload?q=Orders')

  const row = page
    .getByTestId('dh-session-row')
    .filter({ hasText: 'Orders' })
    .and(page.locator('[data-status="ACTIVE"]'))
  await expect(row).toHaveCount(1)
  const sessionId = (await row.getAttribute('data-session-id'))!
  await expect(page.getByTestId('dh-connection')).toHaveAttribute('data-state', /live|quiet/)
  await openSession(page, sessionId)
  await expect(page.getByTestId('dh-log-row').first()).toBeVisible()

  // The page is never loaded again from here on.
  await page.evaluate(() => Object.assign(window, { isSamePage: true }))
  const { pluginDir } = currentRun()

  await test.step('an edit on disk becomes a reload row and new lines', async () => {
    const next = (await newestReload(sessionId)).sequence + 1
    await editFile(
      pluginDir,
      'src/index.ts',
      (source) => `${source}\nconsole.log('greetings from the edited plugin')\n`,
    )
    await expect(logRow(page, 'greetings from the edited plugin').first()).toBeVisible()
    await expect(reloadRow(page, next)).toBeVisible()
  })

  await test.step('the reload is on screen within a second of the end of its build', async () => {
    const next = (await newestReload(sessionId)).sequence + 1
    await editFile(pluginDir, 'src/index.ts', (source) => source.replace('edited plugin', 'twice edited plugin'))
    await reloadRow(page, next).waitFor()
    const shownAt = Date.now()
    const reload = await newestReload(sessionId)
    expect(reload).toMatchObject({ sequence: next, success: true })
    expect(shownAt - (await buildEnd(sessionId, next))).toBeLessThan(SEEN_WITHIN_MS)
  })

  await test.step('a syntax error becomes a failed reload with its place', async () => {
    await editFile(pluginDir, 'src/pricing.ts', (source) => `${source}\nexport const broken = {\n`)
    const failed = page.locator('[data-testid="dh-log-row"][data-kind="reload"][data-success="false"]')
    await expect(failed).toContainText(/src\/pricing\.ts:\d+:\d+/)
    await expect(sessionRow(page, sessionId)).toHaveAttribute('data-status', 'FAILED')
    await page.getByTestId('dh-tab-reloads').click()
    await expect(page.getByTestId('dh-reload-row').first()).toContainText(/src\/pricing\.ts:\d+:\d+/)
  })

  await test.step('terminate asks first, then shows the end and the audit id', async () => {
    const detail = page.getByTestId('dh-session-detail')
    await detail.getByTestId('dh-terminate').click()
    const dialog = page.getByTestId('dh-confirm')
    await expect(dialog).toContainText(sessionId)
    await expect(dialog.getByTestId('dh-confirm-cancel')).toBeFocused()
    await dialog.getByTestId('dh-confirm-reason').fill('first light is over')
    await dialog.getByTestId('dh-confirm-ok').click()

    await expect(sessionRow(page, sessionId)).toHaveAttribute('data-status', 'TERMINATED')
    const toast = page.getByTestId('dh-toast')
    await expect(toast).toHaveAttribute('data-phase', 'done')
    const auditId = (await toast.getByTestId('dh-audit-id').textContent())!
    const { devHotloadAudit: audit } = await askGateway<{
      devHotloadAudit: { items: { auditId: string; reason: string }[] }
    }>('query ($id: ID!) { devHotloadAudit(sessionId: $id) { items { auditId reason } } }', { id: sessionId })
    expect(audit.items).toContainEqual({ auditId, reason: 'first light is over' })

    await page.getByTestId('dh-tab-activity').click()
    await expect(page.locator(`[data-testid="dh-activity-row"][data-audit-id="${auditId}"]`)).toContainText(
      'first light is over',
    )
  })

  expect(await page.evaluate(() => (window as { isSamePage?: boolean }).isSamePage)).toBe(true)
})
