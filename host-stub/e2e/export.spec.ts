import { readFile } from 'node:fs/promises'
import type { Download, Page } from '@playwright/test'
import { openCliSession, type CliSession } from './support/cli-session.ts'
import { askGateway } from './support/dev-api.ts'
import { logRow, signIn } from './support/panel.ts'
import { currentRun } from './support/run.ts'
import { expect, test } from './support/test.ts'

const FORMULA = '=HYPERLINK("http://evil.test","x")'
const SECRET = 'ghp_abcdefghijklmnopqrstuvwxyz0123456789'

async function textOf(download: Download): Promise<string> {
  return readFile(await download.path(), 'utf8')
}

/** Opens the dialog; small exports are plain downloads in every browser. */
async function openExport(page: Page): Promise<void> {
  await page.getByTestId('dh-log-export').click()
  await expect(page.getByTestId('dh-log-export-dialog')).toBeVisible()
}

const state = (page: Page) => page.getByTestId('dh-log-export-state')

test.describe('the export of a log', () => {
  let session: CliSession

  test.beforeAll(async () => {
    session = await openCliSession({ api: currentRun().urls.api, pluginId: 'com.powerx.e2e-export' })
    await session.log([
      { message: 'first line.' },
      { message: FORMULA },
      { level: 'error', message: `bad line with ${SECRET}.` },
      { message: 'last line.' },
    ])
  })
  test.afterAll(() => session.end())

  test.beforeEach(async ({ page }) => {
    await signIn(page, 'ops', `/dev-hotload/sessions/${session.sessionId}/logs`)
    await expect(logRow(page, 'last line.')).toBeVisible()
  })

  for (const format of ['jsonl', 'csv', 'txt'] as const) {
    test(`${format}: the file names the audit id that the activity list has`, async ({ page }) => {
      await openExport(page)
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByTestId(`dh-log-export-${format}`).click(),
      ])
      expect(download.suggestedFilename()).toMatch(new RegExp(`^dev-hotload-[\\w.-]+-\\d{8}T\\d{6}Z\\.${format}$`))
      await expect(state(page)).toHaveAttribute('data-state', 'done')
      const auditId = (await state(page).getByTestId('dh-audit-id').textContent())!.trim()

      const text = await textOf(download)
      const header = text.slice(0, text.indexOf('first line.'))
      for (const words of [auditId, session.sessionId, 'Dev Hotload', 'masked']) expect(header).toContain(words)
      expect(text).toContain('last line.')
      expect(text).toContain('[masked: github-token]')
      expect(text).not.toContain(SECRET)
      if (format === 'csv') expect(text).not.toMatch(/(^|[",])=/m)

      const { devHotloadAudit } = await askGateway<{
        devHotloadAudit: { items: { auditId: string; action: string; sessionId: string }[] }
      }>('{ devHotloadAudit { items { auditId action sessionId } } }')
      expect(devHotloadAudit.items).toContainEqual({ auditId, action: 'logs.export', sessionId: session.sessionId })
      await page.getByTestId('dh-log-export-cancel').click()
      await page.getByTestId('dh-tab-activity').click()
      await expect(page.locator(`[data-testid="dh-activity-row"][data-audit-id="${auditId}"]`)).toBeVisible()
    })
  }

  test('what the filter hides is not in the file', async ({ page }) => {
    await page.getByTestId('dh-log-search').fill('bad line')
    await expect(logRow(page, 'first line.')).toHaveCount(0)
    await openExport(page)
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByTestId('dh-log-export-jsonl').click(),
    ])
    const objects = (await textOf(download))
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { kind: string; filter?: string; lines?: number })
    expect(objects.map(({ kind }) => kind)).toEqual(['header', 'line', 'footer'])
    expect(objects[0]).toMatchObject({ lines: 1, scope: 'filtered', filter: expect.stringContaining('bad line') })
  })

  for (const status of [500, 403]) {
    test(`without an audit id (${status}) nothing is exported, and the panel says so`, async ({ page }) => {
      let downloads = 0
      page.on('download', () => downloads++)
      await page.route('**/internal/dev/plugins/audit', (route) => route.fulfill({ status, json: {} }))
      await openExport(page)
      await page.getByTestId('dh-log-export-jsonl').click()
      // The client tries a failure of the server twice more.
      await expect(state(page)).toHaveAttribute('data-state', 'refused', { timeout: 20_000 })
      await expect(state(page).getByRole('alert')).toContainText('Nothing was exported.')
      expect(downloads).toBe(0)
    })
  }

  test('a request that hangs can be stopped', async ({ page }) => {
    let downloads = 0
    page.on('download', () => downloads++)
    await page.route('**/internal/dev/plugins/audit', () => {})
    await openExport(page)
    await page.getByTestId('dh-log-export-csv').click()
    await expect(state(page)).toHaveAttribute('data-state', 'recording')
    await page.keyboard.press('Escape')
    await expect(state(page)).toHaveAttribute('data-state', 'cancelled')
    await page.keyboard.press('Escape')
    await expect(page.getByTestId('dh-log-export-dialog')).toHaveCount(0)
    expect(downloads).toBe(0)
  })
})
