import type { Page } from '@playwright/test'
import type { createApp } from 'vue'
import { signIn } from './support/panel.ts'
import { currentRun } from './support/run.ts'
import type { StubPage } from './support/stub-page.ts'
import { expect, test } from './support/test.ts'

/** Everything that the page asks for, to tell what a denied panel left alone. */
function watchRequests(page: Page): { toDevApi: () => string[]; panelChunks: () => string[] } {
  const urls: string[] = []
  page.on('request', (request) => urls.push(request.url()))
  return {
    toDevApi: () => urls.filter((url) => url.startsWith(currentRun().urls.api)),
    panelChunks: () =>
      urls
        .filter((url) => url.startsWith(currentRun().urls.remote))
        .filter((url) =>
          /\/(panel|list|live-stream|tab-sender|dashboard|SessionView|logs|metrics|TrendChart)-/.test(url),
        ),
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

test('a permission lost, a tenant gone and a check that throws close the open panel within two seconds', async ({
  page,
}) => {
  await signIn(page, 'ops', '/')
  // A shell whose user, tenant and check can be turned by hand.
  await page.evaluate(() => {
    const { host } = (globalThis as unknown as StubPage).devHotloadStub
    const turn = { user: host.user.get(), tenant: host.tenant.get(), check: 'allows', listeners: [] as (() => void)[] }
    const source = (pick: () => unknown) => ({
      get: pick,
      subscribe(listener: (value: never) => void) {
        turn.listeners.push(() => listener(pick() as never))
        return () => {}
      },
    })
    const permissions = {
      check() {
        if (turn.check === 'throws') throw new Error('down')
        return turn.check === 'never' ? new Promise(() => {}) : turn.check === 'allows'
      },
    }
    Object.assign(host, { user: source(() => turn.user), tenant: source(() => turn.tenant), permissions })
    Object.assign(globalThis, {
      turnShell(patch: object) {
        const before = { ...turn }
        Object.assign(turn, patch)
        for (const listener of turn.listeners) listener()
        return before
      },
    })
  })
  const turn = (patch: object) =>
    page.evaluate((wish) => void (globalThis as unknown as { turnShell(patch: object): void }).turnShell(wish), patch)
  const openAgain = async (patch: object) => {
    await turn(patch)
    await expect(page.getByTestId('dh-connection')).toHaveAttribute('data-state', /live|quiet/)
  }
  await page.getByTestId('stub-menu-panel').click()
  await expect(page.getByTestId('dh-connection')).toHaveAttribute('data-state', /live|quiet/)
  const tenant = await page.evaluate(() => (globalThis as unknown as StubPage).devHotloadStub.host.tenant.get())

  for (const [close, reason, open] of [
    [{ check: 'denies' }, 'no-permission', { check: 'allows' }],
    [{ check: 'throws' }, 'no-permission', { check: 'allows' }],
    [{ tenant: null }, 'no-tenant', { tenant }],
  ] as const) {
    const streamEnds = page.waitForEvent('requestfailed', (request) => request.url().includes('/stream'))
    await turn(close)
    await expect(page.getByTestId('dh-denied')).toHaveAttribute('data-reason', reason, { timeout: 2_000 })
    await streamEnds
    await openAgain(open)
  }

  await turn({ check: 'never' })
  await expect(page.getByTestId('dh-panel')).toHaveCount(0, { timeout: 2_000 })
  await expect(page.getByTestId('dh-denied')).toHaveCount(0)
  await expect(page.getByTestId('stub-menu-home')).toBeEnabled()
  await openAgain({ check: 'allows' })
})

for (const [door, path] of [
  ['./LogStreamPanel', '/playground/logs'],
  ['./MetricsWidgets', '/playground/metrics'],
  ['./mount', '/playground/mount'],
] as const)
  test(`the door ${door}, opened without the guard, still denies and downloads no panel`, async ({ page }) => {
    const requests = watchRequests(page)
    await signIn(page, 'viewer', path)
    if (door === './mount') await page.getByTestId('stub-mount').click()
    await expect(page.getByTestId('dh-denied')).toHaveAttribute('data-reason', 'no-permission')
    await page.waitForLoadState('networkidle')
    expect(requests.toDevApi()).toEqual([])
    expect(requests.panelChunks()).toEqual([])
  })

test('the door ./SessionDashboard, put anywhere on a page, still denies and downloads no panel', async ({ page }) => {
  const requests = watchRequests(page)
  await signIn(page, 'viewer', '/')
  await page.evaluate(async () => {
    const { devHotloadStub } = globalThis as unknown as StubPage
    const scope = globalThis as unknown as {
      __federation_shared__: {
        default: { vue: Record<string, { get(): Promise<() => { createApp: typeof createApp }> }> }
      }
    }
    const loaded: { SessionDashboard?: object; default?: { SessionDashboard?: object } } =
      await devHotloadStub.loadDoor('SessionDashboard')
    const door = loaded.SessionDashboard ?? loaded.default
    const [shared] = Object.values(scope.__federation_shared__.default.vue)
    const vue = (await shared!.get())()
    const here = document.createElement('div')
    document.querySelector('main')!.append(here)
    vue.createApp(door as never, { host: devHotloadStub.host }).mount(here)
  })
  await expect(page.getByTestId('dh-denied')).toHaveAttribute('data-reason', 'no-permission')
  expect(requests.toDevApi()).toEqual([])
  expect(requests.panelChunks()).toEqual([])
})
