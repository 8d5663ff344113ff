import { readFile } from 'node:fs/promises'
import type { Download } from '@playwright/test'
import { openCliSession, type CliSession } from './support/cli-session.ts'
import { askGateway } from './support/dev-api.ts'
import { signIn } from './support/panel.ts'
import { currentRun } from './support/run.ts'
import { expect, test } from './support/test.ts'

const textOf = async (download: Download) => readFile(await download.path(), 'utf8')

test.describe('the validation of a candidate', () => {
  let session: CliSession
  test.beforeAll(async () => {
    session = await openCliSession({ api: currentRun().urls.api, pluginId: 'com.powerx.e2e-candidate' })
    await session.reload({ sequence: 1 })
    await session.reload({ sequence: 2, success: false, error: 'TypeError: x is undefined' })
    await session.log([{ level: 'error', message: 'the order table is gone, password=hunter2hunter2' }])
  })
  test.afterAll(() => session.end())

  test('says why not, and leaves the panel with the id of its audit record', async ({ page }) => {
    await signIn(page, 'engineer', `/dev-hotload/sessions/${session.sessionId}/details`)
    await page.getByTestId('dh-candidate').click()
    const dialog = page.getByTestId('dh-candidate-dialog')
    await expect(dialog.getByTestId('dh-candidate-verdict')).toContainText('No')
    await expect(dialog).toContainText('the order table is gone')

    const [markdown] = await Promise.all([page.waitForEvent('download'), dialog.getByTestId('dh-candidate-md').click()])
    const auditId = (await dialog.getByTestId('dh-candidate-audit-id').textContent())!
    const [json] = await Promise.all([page.waitForEvent('download'), dialog.getByTestId('dh-candidate-json').click()])
    expect(markdown.suggestedFilename()).toMatch(/\.md$/)
    for (const text of [await textOf(markdown), await textOf(json)]) {
      expect(text).toContain(auditId)
      expect(text).toContain('the order table is gone')
      expect(text).not.toContain('hunter2')
    }
    expect(JSON.parse(await textOf(json))).toMatchObject({ schema: 'dev-hotload.candidate/1' })

    const query = 'query ($id: ID!) { devHotloadAudit(sessionId: $id) { items { auditId action } } }'
    const { devHotloadAudit } = await askGateway<{ devHotloadAudit: { items: { auditId: string; action: string }[] } }>(
      query,
      { id: session.sessionId },
    )
    // One report, one record: two files of it carry the same id.
    expect(devHotloadAudit.items).toEqual([{ auditId, action: 'logs.export' }])
  })

  test('gives nothing away when it could not be recorded', async ({ page }) => {
    await page.route(/\/audit$/, (route) =>
      route.request().method() === 'POST' ? route.fulfill({ status: 403, json: { code: 403 } }) : route.continue(),
    )
    const downloads: string[] = []
    page.on('download', (download) => downloads.push(download.suggestedFilename()))
    await signIn(page, 'engineer', `/dev-hotload/sessions/${session.sessionId}/details`)
    await page.getByTestId('dh-candidate').click()
    await page.getByTestId('dh-candidate-md').click()
    await expect(page.getByTestId('dh-candidate-dialog')).toContainText('nothing has left the panel')
    expect(downloads).toEqual([])
  })
})
