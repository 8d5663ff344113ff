import type { Page } from '@playwright/test'
import { expectLive } from './support/connection.ts'
import { signIn } from './support/panel.ts'
import { currentRun } from './support/run.ts'
import { expect, test } from './support/test.ts'

const remoteFiles = () => `${currentRun().urls.remote}/**`

/** What the page has loaded stays; what it asks for from now on meets another build. */
async function deployAnother(page: Page, build = 'b'.repeat(16)): Promise<void> {
  await page.route(remoteFiles(), async (route) => {
    if (!route.request().url().includes('/manifest.json')) return route.fulfill({ status: 404, body: 'gone' })
    const manifest = (await (await route.fetch()).json()) as { files: Record<string, unknown> }
    const files = Object.fromEntries(Object.entries(manifest.files).map(([name, file]) => [`new-${name}`, file]))
    return route.fulfill({ json: { ...manifest, build, files, version: '9.9.9' } })
  })
}
const settle = (page: Page) => page.unroute(remoteFiles())

const failure = (page: Page) => page.getByTestId('dh-load-failed')
const notice = (page: Page) => page.getByTestId('dh-newer-version')

/** A mark that a load of the page would wipe out. */
const mark = (page: Page) => page.evaluate(() => void Object.assign(window, { isSamePage: true }))
const isSamePage = (page: Page) => page.evaluate(() => 'isSamePage' in window)

/** The panel is there, and nothing of the activity room has been asked for. */
async function openPanel(page: Page): Promise<void> {
  await signIn(page, 'ops')
  await expectLive(page)
  await expect(page.getByTestId('dh-overview')).toBeVisible()
  await mark(page)
}
/** A room whose code is a chunk of its own. */
const openAlerts = (page: Page) => page.getByTestId('dh-open-alerts').click()

test('a shell of another contract version finds both versions and whose turn it is, behind every door', async ({
  page,
}) => {
  await signIn(page, 'ops', '/dev-hotload?hostApi=2.0')
  const denied = page.getByTestId('dh-denied')
  await expect(denied).toHaveAttribute('data-turn', 'newer')
  await expect(denied).toContainText('2.0')
  await expect(denied).toContainText('>=1.0 <2.0')
  await expect(page.getByTestId('dh-version-ticket')).toContainText(/^DH_HOST_001 Dev Hotload \d+\.\d+\.\d+ accepts/)

  await page.goto(`${currentRun().urls.shell}/playground/logs?hostApi=0.9`)
  await expect(denied).toHaveAttribute('data-turn', 'older')
  await expect(denied).toContainText('update the shell')
})

test('after a deployment, a page of before says that a newer version is there, and a reload leads on at the same place', async ({
  page,
}) => {
  await openPanel(page)
  await deployAnother(page)
  await openAlerts(page)
  await expect(failure(page)).toHaveAttribute('data-kind', 'newer')
  await expect(failure(page)).toHaveAttribute('data-code', 'DH_LOAD_002')
  await expect(failure(page)).toContainText('Log lines that only this page holds')
  await expect(page.getByTestId('dh-load-retry')).toHaveCount(0)
  // What is open goes on, and nobody but the reader loads the page.
  await expect(page.getByTestId('dh-session-table')).toBeVisible()
  await expect(notice(page)).toContainText('9.9.9')
  expect(await isSamePage(page)).toBe(true)

  await settle(page)
  const address = page.url()
  await page.getByTestId('dh-load-reload').click()
  await expect(page.getByTestId('dh-alerts-room')).toBeVisible()
  await expect(failure(page)).toHaveCount(0)
  await expect(notice(page)).toHaveCount(0)
  expect(page.url()).toBe(address)
  expect(await isSamePage(page)).toBe(false)
})

test('a part that did not come because of the network comes when it is asked again, without a load of the page', async ({
  page,
}) => {
  await openPanel(page)
  await page.route(remoteFiles(), (route) => route.abort('connectionreset'))
  await openAlerts(page)
  await expect(failure(page)).toHaveAttribute('data-kind', 'unreachable')
  await page.getByTestId('dh-load-retry').click()
  await expect(page.getByTestId('dh-load-reload')).toBeVisible()

  await settle(page)
  await page.getByTestId('dh-load-retry').click()
  await expect(page.getByTestId('dh-alerts-room')).toBeVisible()
  expect(await isSamePage(page)).toBe(true)
})

test('one lost file of a build that is still there is got again before anybody notices', async ({ page }) => {
  await openPanel(page)
  let lost = 0
  await page.route(remoteFiles(), (route) => {
    const isFirst = /\/AlertsRoom-[^/?]*\.js$/.test(route.request().url())
    if (!isFirst) return route.continue()
    lost++
    return route.abort('connectionreset')
  })
  await openAlerts(page)
  await expect(page.getByTestId('dh-alerts-room')).toBeVisible()
  expect(lost).toBe(1)
  expect(await isSamePage(page)).toBe(true)
})

test('a part that was asked for offline comes by itself with the network', async ({ page, context }) => {
  await openPanel(page)
  await context.setOffline(true)
  await openAlerts(page)
  await expect(failure(page)).toHaveAttribute('data-kind', 'offline')
  await context.setOffline(false)
  await expect(page.getByTestId('dh-alerts-room')).toBeVisible()
  expect(await isSamePage(page)).toBe(true)
})

test('a panel whose own code does not come offers a fresh page once asking again did not help', async ({ page }) => {
  const files = /\/(panel|list|manifest)[^/]*\.js(on)?(\?|$)/
  await page.route(files, (route) => route.abort('connectionreset'))
  await signIn(page, 'ops')
  await expect(failure(page)).toHaveAttribute('data-kind', 'unreachable')
  await expect(page.getByTestId('dh-load-reload')).toHaveCount(0)
  await page.getByTestId('dh-load-retry').click()
  await expect(page.getByTestId('dh-load-reload')).toBeVisible()
  await page.unroute(files)
  await page.getByTestId('dh-load-reload').click()
  await expectLive(page)
})

test('a door whose words do not arrive says so in words of its own', async ({ page }) => {
  await page.route(`${currentRun().urls.remote}/en-US-*`, (route) => route.abort('connectionreset'))
  await signIn(page, 'ops')
  await expect(failure(page)).toContainText('The panel could not be loaded.')
  await page.unroute(`${currentRun().urls.remote}/en-US-*`)
  await page.getByTestId('dh-load-retry').click()
  await expect(page.getByTestId('dh-session-table')).toBeVisible()
})

/** The reader looks elsewhere for twenty minutes, as far as the page can tell. */
async function lookAway(page: Page): Promise<void> {
  await page.evaluate(() => {
    const now = Date.now.bind(Date)
    const look = (hidden: boolean) => {
      Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden })
      document.dispatchEvent(new Event('visibilitychange'))
    }
    look(true)
    Date.now = () => now() + 20 * 60_000
    look(false)
  })
}

test('who comes back after a deployment is told once, calmly, and can put it off', async ({ page }) => {
  await openPanel(page)
  await deployAnother(page)
  await lookAway(page)
  await expect(notice(page)).toContainText('Version 9.9.9')
  await expect(page.getByTestId('dh-session-table')).toBeVisible()

  await page.getByTestId('dh-newer-later').click()
  await expect(notice(page)).toHaveCount(0)
  const answered = page.waitForResponse(/manifest\.json/)
  await lookAway(page)
  await (await answered).finished()
  await expect(notice(page)).toHaveCount(0)
  expect(await isSamePage(page)).toBe(true)
})
