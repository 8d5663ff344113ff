import { expect, test, type Page } from '@playwright/test'
import { signIn } from './support/panel.ts'
import { currentRun } from './support/run.ts'

interface StubWindow {
  devHotloadStub: {
    host: unknown
    vue: { reactive<T extends object>(value: T): T; version: string }
    loadDoor(name: string): Promise<Record<string, unknown>>
  }
}

/** File names that the page fetched from the remote, in order. */
function watchRemote(page: Page): () => string[] {
  const files: string[] = []
  page.on('request', (request) => {
    if (request.url().startsWith(currentRun().urls.remote)) files.push(new URL(request.url()).pathname.slice(1))
  })
  return () => [...files]
}

/** Everything but the doors and the guard. */
const PANEL = /^(gate|PanelRoot|dashboard|logs|metrics|TrendChart|en-US|zh-CN|__federation_shared_)/

test('the guard brings nothing but itself, and the shell asks for nothing before it is needed', async ({ page }) => {
  const fetched = watchRemote(page)
  // The shell adds the remote's routes at its start; a page without them shows what a door costs alone.
  await page.goto(`${currentRun().urls.shell}/favicon.svg`)
  const before = fetched()
  expect(before).toEqual([])
  await page.evaluate(async (entry) => {
    const container = (await import(entry)) as { init(scope: object): void; get(name: string): Promise<() => unknown> }
    container.init({})
    ;(await container.get('./guard'))()
  }, `${currentRun().urls.remote}/remoteEntry.js`)
  await page.waitForLoadState('networkidle')
  expect(fetched().filter((file) => PANEL.test(file))).toEqual([])
  expect(fetched().length).toBeLessThanOrEqual(5)
})

test('the three views are chunks of their own, and the charts wait for the metrics', async ({ page }) => {
  const fetched = watchRemote(page)
  await signIn(page, 'ops', '/playground/logs')
  await expect(page.getByTestId('dh-log')).toBeVisible()
  const viewsFetched = () =>
    [...new Set(fetched().map((file) => /^(dashboard|logs|metrics|TrendChart)-/.exec(file)?.[1]))].filter(Boolean)
  expect(viewsFetched()).toEqual(['logs'])

  await page.getByTestId('stub-menu-metrics').click()
  await expect(page.getByTestId('dh-metric').first()).toBeVisible()
  // The chart's own chunk comes with the first series to draw.
  expect(viewsFetched().filter((view) => view !== 'TrendChart')).toEqual(['logs', 'metrics'])

  await page.getByTestId('stub-menu-panel').click()
  await expect(page.getByTestId('dh-session-table')).toBeVisible()
  expect(viewsFetched()).toContain('dashboard')
})

test('vue and pinia are one instance with the shell', async ({ page }) => {
  const fetched = watchRemote(page)
  await signIn(page, 'ops')
  await expect(page.getByTestId('dh-session-table')).toBeVisible()
  const sharing = await page.evaluate(async () => {
    const { devHotloadStub: stub } = window as unknown as StubWindow
    const door = await stub.loadDoor('mount')
    const inspect = (door.inspectSharing ?? (door.default as Record<string, unknown>).inspectSharing) as (
      probe: object,
    ) => object
    return { ...inspect(stub.vue.reactive({ crossing: true })), shell: stub.vue.version }
  })
  expect(sharing).toMatchObject({ sharesVue: true, sharesPinia: true })
  expect(fetched().filter((file) => file.includes('__federation_shared_'))).toEqual([])
})
