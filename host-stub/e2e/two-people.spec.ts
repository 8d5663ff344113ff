import type { BrowserContext, Page } from '@playwright/test'
import { openCliSession, type CliSession } from './support/cli-session.ts'
import { signIn } from './support/panel.ts'
import { currentRun } from './support/run.ts'
import { expect, test } from './support/test.ts'

/** The server ends a session whose command line tool does not obey after 10 s. */
const ENDS_WITHIN_MS = 20_000

test.describe('two people at the same session', () => {
  let session: CliSession
  let contexts: BrowserContext[] = []
  let count = 0
  let engineer: Page
  let ops: Page

  test.beforeEach(async ({ browser }) => {
    session = await openCliSession({ api: currentRun().urls.api, pluginId: `com.powerx.e2e-two-${count++}` })
    contexts = [await browser.newContext(), await browser.newContext()]
    engineer = await contexts[0]!.newPage()
    ops = await contexts[1]!.newPage()
    await signIn(engineer, 'engineer', `/dev-hotload/sessions/${session.sessionId}/activity`)
    await signIn(ops, 'ops', `/dev-hotload/sessions/${session.sessionId}/activity`)
  })
  test.afterEach(async () => {
    await Promise.all(contexts.map((context) => context.close()))
    await session.end().catch(() => {})
  })

  const detail = (page: Page) => page.getByTestId('dh-session-detail')
  const toast = (page: Page) => page.getByTestId('dh-toast')

  test('what one does the other sees by name, with the same audit id', async () => {
    await detail(engineer).getByTestId('dh-reload').click()
    await engineer.getByTestId('dh-confirm-ok').click()
    const auditId = await toast(engineer).getByTestId('dh-audit-id').textContent()
    const row = ops.locator(`[data-testid="dh-activity-row"][data-audit-id="${auditId}"]`)
    await expect(row).toContainText('Li Wei')
    await expect(row.getByTestId('dh-audit-id')).toHaveText(auditId!)
  })

  test('a question tells who else was at it, and cannot be confirmed once it is overtaken', async () => {
    await detail(engineer).getByTestId('dh-reload').click()
    await engineer.getByTestId('dh-confirm-ok').click()
    await session.obeyReload({ sequence: 1 })
    await expect(toast(engineer)).toHaveAttribute('data-phase', 'done')

    await detail(ops).getByTestId('dh-terminate').click()
    await expect(ops.getByTestId('dh-confirm')).toContainText('Li Wei')
    await expect(ops.getByTestId('dh-confirm-others')).toContainText('Li Wei')

    await detail(engineer).getByTestId('dh-terminate').click()
    await engineer.getByTestId('dh-confirm-ok').click()
    await expect(toast(engineer).last()).toHaveAttribute('data-phase', 'done', { timeout: ENDS_WITHIN_MS })
    await expect(ops.getByTestId('dh-confirm-ok')).toHaveAttribute('aria-disabled', 'true')
    await ops.getByTestId('dh-confirm-cancel').click()
    await expect(detail(ops)).toContainText('Li Wei')
  })

  test('both end it at once: one is told that it is so already, and it is ended once', async () => {
    // Both have confirmed before either is heard.
    let letGo = () => {}
    const both = new Promise<void>((resolve) => (letGo = resolve))
    for (const page of [engineer, ops]) {
      await page.route(/\/terminate$/, async (route) => {
        if (route.request().method() === 'POST') await both
        await route.continue()
      })
      await detail(page).getByTestId('dh-terminate').click()
      await page.getByTestId('dh-confirm-ok').click()
      await expect(toast(page)).toHaveAttribute('data-phase', 'requested')
    }
    letGo()
    for (const page of [engineer, ops]) await expect(toast(page)).not.toHaveAttribute('data-phase', /requested|waiting/)
    const codes = await Promise.all([engineer, ops].map((page) => toast(page).getAttribute('data-code')))
    expect(codes.filter((code) => code === 'DH_API_409')).toHaveLength(1)
    for (const page of [engineer, ops]) {
      await page.getByTestId('dh-tab-activity').click()
      const ends = page.locator('[data-testid="dh-activity-row"][data-action="session.terminate"]')
      // One that was carried out, and one that was refused: both are on record, with their names.
      await expect(ends).toHaveCount(2)
      await expect(ends.filter({ hasText: 'Li Wei' })).toHaveCount(1)
      await expect(ends.filter({ hasText: 'Olivia Santos' })).toHaveCount(1)
    }
  })
})
