import { expect, test, type Page } from '@playwright/test'
import { signIn } from './support/panel.ts'
import { currentRun } from './support/run.ts'

/** Everything that the page asks for, to tell what a denied panel left alone. */
function watchRequests(page: Page): { toDevApi: () => string[]; panelChunks: () => string[] } {
  const urls: string[] = []
  page.on('request', (request) => urls.push(request.url()))
  return {
    toDevApi: () => urls.filter((url) => url.startsWith(currentRun().urls.api)),
    panelChunks: () =>
      urls
        .filter((url) => url.startsWith(currentRun().urls.remote))
        .filter((url) => /\/(PanelRoot|dashboard|logs|metrics|TrendChart)-/.test(url)),
  }
}

test('a viewer without the permission gets the denied page, and nothing is asked of the Dev API', async ({ page }) => {
  const requests = watchRequests(page)
  await signIn(page, 'viewer')
  await expect(page.getByTestId('dh-denied')).toHaveAttribute('data-reason', 'no-permission')
  await page.waitForLoadState('networkidle')
  expect(requests.toDevApi()).toEqual([])
  expect(requests.panelChunks()).toEqual([])
})

test('a shell with the developer mode off gets the denied page, and nothing is asked of the Dev API', async ({
  page,
}) => {
  const requests = watchRequests(page)
  await signIn(page, 'ops', '/')
  await page.getByTestId('stub-flag-dev-mode').setChecked(false, { force: true })
  await page.getByTestId('stub-menu-panel').click()
  await expect(page.getByTestId('dh-denied')).toHaveAttribute('data-reason', 'flag-off')
  await page.waitForLoadState('networkidle')
  expect(requests.toDevApi()).toEqual([])
  expect(requests.panelChunks()).toEqual([])
})

test('switching a flag off closes the open panel and its stream, switching it on opens it again', async ({ page }) => {
  await signIn(page, 'ops')
  await expect(page.getByTestId('dh-connection')).toHaveAttribute('data-state', /live|quiet/)
  const streamEnds = page.waitForEvent('requestfailed', (request) => request.url().includes('/stream'))
  await page.getByTestId('stub-flag-hotload').setChecked(false, { force: true })
  await expect(page.getByTestId('dh-denied')).toHaveAttribute('data-reason', 'backend-off')
  await streamEnds
  await page.getByTestId('stub-flag-hotload').setChecked(true, { force: true })
  await expect(page.getByTestId('dh-connection')).toHaveAttribute('data-state', /live|quiet/)
})

test('a shell of another contract version gets one page with both versions', async ({ page }) => {
  await signIn(page, 'ops', '/dev-hotload?hostApi=2.0')
  await expect(page.getByTestId('dh-denied')).toHaveAttribute('data-reason', 'host-mismatch')
  await expect(page.getByTestId('dh-denied')).toContainText('2.0')
  await expect(page.getByTestId('dh-denied')).toContainText('1.0')
})
