import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { BUDGETS, FIRST_TABLE } from '../../scripts/size/budgets.ts'
import { readBuilt, type BuiltFile } from '../../scripts/size/built-files.ts'
import { fetchedAfter } from '../../scripts/size/closure.ts'
import { filesOf } from '../../scripts/size/measure.ts'
import { openSession, sessionRow, signIn } from './support/panel.ts'
import { currentRun } from './support/run.ts'
import { expect, test } from './support/test.ts'

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

const builtFiles = () => readBuilt(join(currentRun().root, 'dist'))
const names = (files: readonly BuiltFile[]) => files.map(({ file }) => file).sort()

test('the guard brings the entry and its own chunk, as counted, and the shell asks for nothing before', async ({
  page,
}) => {
  const fetched = watchRemote(page)
  // The shell adds the remote's routes at its start; a page without them shows what a door costs alone.
  await page.goto(`${currentRun().urls.shell}/favicon.svg`)
  expect(fetched()).toEqual([])
  await page.evaluate(async (entry) => {
    const container = (await import(entry)) as { init(scope: object): void; get(name: string): Promise<() => unknown> }
    container.init({})
    ;(await container.get('./guard'))()
  }, `${currentRun().urls.remote}/remoteEntry.js`)
  await page.waitForLoadState('networkidle')
  const counted = filesOf(await builtFiles(), BUDGETS[0]!)
  expect(fetched().sort()).toEqual([...counted].sort())
})

test('the first table needs the files that `npm run size` counts, no other one, and nothing from elsewhere', async ({
  page,
}) => {
  const { remote, shell, api } = currentRun().urls
  const built = await builtFiles()
  // This shell comes in by the routes and not by the dashboard's own door, which are a line of code each.
  const routes = names(fetchedAfter(built, ['__federation_expose_Routes', '__federation_expose_Guard']))
  const isDoor = (file: string) => file.startsWith('__federation_expose_') || routes.includes(file)
  const counted = names(fetchedAfter(built, FIRST_TABLE)).filter((file) => !isDoor(file))

  const origins = new Set<string>()
  const fetched = new Set<string>()
  page.on('request', (request) => origins.add(new URL(request.url()).origin))
  // Whatever is not counted never comes: the table has to be there without it.
  await page.route(`${remote}/**`, (route) => {
    const file = new URL(route.request().url()).pathname.slice(1)
    fetched.add(file)
    return counted.includes(file) || isDoor(file) ? route.continue() : undefined
  })
  await signIn(page, 'ops')
  await expect(page.getByTestId('dh-session-row').first()).toBeVisible()
  expect(counted.filter((file) => !fetched.has(file))).toEqual([])
  expect([...origins].sort()).toEqual([...new Set([remote, shell, api].map((url) => new URL(url).origin))].sort())
  await page.unrouteAll({ behavior: 'ignoreErrors' })
})

test('the stream, the rest of the texts and the dialogs come after the table, the log with the first session', async ({
  page,
}) => {
  const fetched = watchRemote(page)
  const has = (name: string) => fetched().some((file) => file.startsWith(`${name}-`))
  await signIn(page, 'ops')
  await expect(page.getByTestId('dh-session-row').first()).toBeVisible()
  for (const part of ['live-stream', 'en-US-rest', 'Palette', 'CommandDialog', 'SessionView', 'tab-sender'])
    await expect.poll(() => has(part), part).toBe(true)
  expect(has('logs')).toBe(false)
  expect(has('re2js')).toBe(false)
  expect(has('zh-CN-first')).toBe(false)

  const first = await page.getByTestId('dh-session-row').first().getAttribute('data-session-id')
  await openSession(page, first!)
  await expect(sessionRow(page, first!)).toBeVisible()
  await expect.poll(() => has('logs')).toBe(true)
  expect(has('re2js')).toBe(false)
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
