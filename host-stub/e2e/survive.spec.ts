import type { Page } from '@playwright/test'
import { signIn } from './support/panel.ts'
import { currentRun } from './support/run.ts'
import { telemetryOf, type StubPage } from './support/stub-page.ts'
import { expect, test } from './support/test.ts'

/** A door that somebody broke, in place of the real one. It takes Vue as the real one does, out of the share scope. */
const brokenDoor = (name: string, body: string) => `
  const [shared] = Object.values(globalThis.__federation_shared__.default.vue)
  const { h } = (await shared.get())()
  const door = { name: 'BrokenDoor', ${body} }
  export const ${name} = door
  export default door`

const THROWS = `throw new Error('broken on purpose')`

/** Serves `code` for every file of the remote that `file` matches. */
const replaceFile = (page: Page, file: RegExp, code: string) =>
  page.route(
    (url) => url.href.startsWith(currentRun().urls.remote) && file.test(url.pathname),
    (route) =>
      route.fulfill({
        contentType: 'text/javascript',
        headers: { 'access-control-allow-origin': '*' },
        body: code,
      }),
  )

/** The shell goes on: its menu, its pages, its switches. */
async function expectShellWell(page: Page): Promise<void> {
  await page.getByTestId('stub-menu-settings').click()
  await expect(page).toHaveURL(/\/settings$/)
  await page.getByTestId('stub-menu-home').click()
  await expect(page.getByTestId('stub-sample-table')).toBeVisible()
  expect((await telemetryOf(page)).shellErrors).toEqual([])
}

const unavailable = (page: Page) => page.getByTestId('stub-panel-unavailable')

test.describe('the shell survives a remote that', () => {
  test('throws at import, and opens it once it is well again', async ({ page }) => {
    await replaceFile(page, /\/remoteEntry\.js$/, THROWS)
    await signIn(page, 'ops')
    await expect(unavailable(page)).toBeVisible()
    await expectShellWell(page)
    await page.unrouteAll()
    await page.getByTestId('stub-menu-panel').click()
    await expect(page.getByTestId('dh-session-table')).toBeVisible()
  })

  test('has routes whose page does not come, at every try', async ({ page }) => {
    const lost = `() => Promise.reject(new Error('broken on purpose'))`
    const route = `{ path: base + '/:rest(.*)*', name: 'dev-hotload', component: ${lost}, meta: { devHotload: true } }`
    await replaceFile(
      page,
      /\/__federation_expose_Routes-[^/]+\.js$/,
      `export const createDevHotloadRoutes = (_host, { base }) => [${route}]; export default { createDevHotloadRoutes }`,
    )
    await signIn(page, 'ops')
    await expect(unavailable(page)).toBeVisible()
    await expectShellWell(page)
    await page.getByTestId('stub-menu-panel').click()
    await expect(unavailable(page)).toBeVisible()
    await page.getByTestId('stub-panel-retry').click()
    await expect(unavailable(page)).toBeVisible()
    await expectShellWell(page)
  })

  test('throws at mount', async ({ page }) => {
    await replaceFile(
      page,
      /\/__federation_expose_Mount-[^/]+\.js$/,
      `export const mount = () => { ${THROWS} }; export default { mount }`,
    )
    await signIn(page, 'ops', '/playground/mount')
    await page.getByTestId('stub-mount').click()
    await expect(page.getByRole('alert')).toContainText('broken on purpose')
    await page.getByTestId('stub-menu-home').click()
    await expectShellWell(page)
  })

  test('throws in render, with a way back', async ({ page }) => {
    await replaceFile(page, /\/__federation_expose_LogStreamPanel-[^/]+\.js$/, brokenDoor('LogStreamPanel', `
      render() {
        if (globalThis.isWellAgain) return h('p', { 'data-testid': 'well' }, 'well')
        ${THROWS}
      }`)) // prettier-ignore
    await signIn(page, 'ops', '/playground/logs')
    await expect(unavailable(page)).toBeVisible()
    await page.evaluate(() => Object.assign(globalThis, { isWellAgain: true }))
    await page.getByTestId('stub-panel-retry').click()
    await expect(page.getByTestId('well')).toBeVisible()
    await expectShellWell(page)
  })

  for (const [where, handler] of [
    ['in an event', `() => { ${THROWS} }`],
    ['in a promise of an event', `async () => { await null; ${THROWS} }`],
  ] as const)
    test(`throws ${where}`, async ({ page }) => {
      await replaceFile(page, /\/__federation_expose_MetricsWidgets-[^/]+\.js$/, brokenDoor('MetricsWidgets', `
        render: () => h('button', { 'data-testid': 'breaks', onClick: ${handler} }, 'Break')`)) // prettier-ignore
      await signIn(page, 'ops', '/playground/metrics')
      await page.getByTestId('breaks').click()
      const told = async () => (await telemetryOf(page)).exceptions.map(({ message }) => message)
      await expect.poll(told).toContain('broken on purpose')
      await expect(page.getByTestId('breaks')).toBeVisible()
      await expectShellWell(page)
    })
})

test.describe('the panel survives a shell', () => {
  test('whose navigation, telemetry and notices throw, and whose token does not come at once', async ({ page }) => {
    await signIn(page, 'ops', '/')
    await page.evaluate(() => {
      const { host } = (globalThis as unknown as StubPage).devHotloadStub
      const broken = () => {
        throw new Error('the shell is broken')
      }
      const token = host.auth.getAccessToken
      let asked = 0
      Object.assign(host.auth, { getAccessToken: () => (++asked < 3 ? Promise.reject(new Error('later')) : token()) })
      Object.assign(host.navigation, { push: broken, replace: broken })
      Object.assign(host, { notify: broken, escalate: broken })
      Object.assign(host.telemetry!, { breadcrumb: broken, metric: broken })
    })
    await page.getByTestId('stub-menu-panel').click()
    await expect(page.getByTestId('dh-session-row').first()).toBeVisible()
    await page.getByTestId('dh-session-row').first().locator('.dh-session-link').click()
    await expect(page.getByTestId('dh-session-detail')).toBeVisible()
    const told = async () => (await telemetryOf(page)).exceptions.map(({ context }) => context['member'])
    await expect.poll(told).toContain('navigation.push')
    await expect(page.getByTestId('dh-boundary')).toHaveCount(0)
    await expectShellWell(page)
  })
})
