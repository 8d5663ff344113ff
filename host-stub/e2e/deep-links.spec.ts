import type { Browser, Page } from '@playwright/test'
import { openCliSession, type CliSession } from './support/cli-session.ts'
import { sessionRow, signIn } from './support/panel.ts'
import { currentRun } from './support/run.ts'
import { expect, test } from './support/test.ts'

/** Somebody else pastes the address into a browser that has never seen the panel. */
async function pasted<T>(browser: Browser, address: string, look: (page: Page) => Promise<T>): Promise<T> {
  const context = await browser.newContext()
  try {
    const page = await context.newPage()
    await signIn(page, 'ops', address)
    return await look(page)
  } finally {
    await context.close()
  }
}

test.describe('a link in a browser that has never seen the panel', () => {
  let session: CliSession
  const address = (page: Page) => page.evaluate(() => window.location.href.slice(window.location.origin.length))

  test.beforeAll(async () => {
    session = await openCliSession({ api: currentRun().urls.api, pluginId: 'com.powerx.e2e-links' })
    await session.log([{ level: 'info', message: 'before anything' }])
    await session.reload({ sequence: 1 })
    await session.log([{ level: 'error', message: 'the pricing table is gone', reloadSequence: 2 }])
    await session.reload({ sequence: 2, success: false, error: 'TypeError: x is undefined' })
    await session.reload({ sequence: 3 })
  })
  test.afterAll(() => session.end())

  test('opens one reload of the timeline', async ({ browser, page }) => {
    await signIn(page, 'engineer', `/dev-hotload/sessions/${session.sessionId}/reloads`)
    await page.locator('[data-testid="dh-reload-row"][data-sequence="2"]').getByTestId('dh-reload-open').click()
    await expect(page).toHaveURL(/\/reloads\/2$/)
    await pasted(browser, await address(page), async (other) => {
      const row = other.locator('[data-testid="dh-reload-row"][data-sequence="2"]')
      await expect(row).toHaveAttribute('aria-current', 'true')
      await expect(row).toContainText('TypeError: x is undefined')
    })
  })

  test('opens one entry of the activity', async ({ browser, page }) => {
    await signIn(page, 'engineer', `/dev-hotload/sessions/${session.sessionId}/activity`)
    await page.getByTestId('dh-session-detail').getByTestId('dh-reload').click()
    await page.getByTestId('dh-confirm-ok').click()
    const auditId = await page.getByTestId('dh-toast').getByTestId('dh-audit-id').textContent()
    await session.obeyReload({ sequence: 4 })
    await pasted(browser, `/dev-hotload/activity/${auditId}`, async (other) => {
      const row = other.locator(`[data-testid="dh-activity-row"][data-audit-id="${auditId}"]`)
      await expect(row).toHaveAttribute('aria-current', 'true')
      await expect(row).toContainText('Li Wei')
    })
  })

  test('brings the list back with its search, facets and order', async ({ browser, page }) => {
    await signIn(page, 'ops')
    await page.getByTestId('dh-session-search').fill('e2e-links')
    await page.getByTestId('dh-session-table').locator('th', { hasText: 'Status' }).getByRole('button').click()
    await expect(page).toHaveURL(/q=e2e-links.*sort=/)
    await pasted(browser, await address(page), async (other) => {
      await expect(other.getByTestId('dh-session-search')).toHaveValue('e2e-links')
      await expect(other.getByTestId('dh-session-table').locator('th', { hasText: 'Status' })).toHaveAttribute(
        'aria-sort',
        /ascending|descending/,
      )
      await expect(sessionRow(other, session.sessionId)).toBeVisible()
      await expect(other.getByTestId('dh-session-row')).toHaveCount(1)
    })
  })

  test('shows the alerts by their state', async ({ browser }) => {
    await pasted(browser, '/dev-hotload/alerts?state=open', async (other) => {
      await expect(other.getByRole('button', { name: 'Open', exact: true })).toHaveAttribute('aria-pressed', 'true')
    })
  })

  test('to a session that nobody knows gives its own page', async ({ browser }) => {
    await pasted(browser, '/dev-hotload/sessions/no-such-session/logs', async (other) => {
      await expect(other.getByTestId('dh-session-detail')).toContainText('no-such-session')
      await other.getByTestId('dh-session-detail').getByRole('button', { name: 'All sessions' }).click()
      await expect(other).toHaveURL(/\/dev-hotload$/)
    })
  })
})
