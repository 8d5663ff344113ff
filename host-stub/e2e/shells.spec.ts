import type { Locator, Page } from '@playwright/test'
import { openCliSession, type CliSession } from './support/cli-session.ts'
import { expectLive } from './support/connection.ts'
import { countHandles, liveHandles, type Handles } from './support/handles.ts'
import { dropShellRules, looksOf } from './support/looks.ts'
import { logRow, openSession, sessionRow } from './support/panel.ts'
import { currentRun } from './support/run.ts'
import {
  collectComplaints,
  countCopies,
  countStreams,
  enter,
  markPanel,
  reload,
  SHELL_WAYS,
  startShells,
  type RunningShells,
  type ShellWay,
} from './support/shells.ts'
import { expect, test } from './support/test.ts'

/** Parts whose elements, or whose names, a theme goes by. */
const PARTS = [
  'dh-panel',
  'dh-session-search',
  'dh-session-table',
  'dh-tab-logs',
  'dh-log',
  'dh-log-search',
  'dh-terminate',
]

/** For whoever runs this file alone; `npm test` has built the shells before. */
const BUILD_PATIENCE_MS = 300_000

let shells: RunningShells
let session: CliSession

test.beforeAll(async () => {
  test.setTimeout(BUILD_PATIENCE_MS)
  shells = await startShells()
})
test.afterAll(() => shells.stop())
test.beforeEach(async () => {
  session = await openCliSession({ api: currentRun().urls.api, pluginId: 'com.powerx.e2e-shells' })
  await session.log([{ message: 'hello from the sample session' }])
})
test.afterEach(() => session.end())

/** Opens the list with the one session of the test. */
async function openList(page: Page, way: ShellWay): Promise<void> {
  await page.goto(shells.urlOf(way, '?q=com.powerx.e2e-shells'))
  await enter(page)
  await expect(page.getByTestId('dh-session-table')).toBeVisible()
  await expect(sessionRow(page, session.sessionId)).toBeVisible()
}

/** The middle of the element is what a click there would meet: nothing covers or clips it. */
const isOnTop = (locator: Locator) =>
  locator.evaluate((element) => {
    const { left, top, width, height } = element.getBoundingClientRect()
    const root = element.getRootNode() as ShadowRoot | Document
    const hit = root.elementFromPoint(left + width / 2, top + height / 2)
    return hit !== null && element.contains(hit)
  })

async function switchLive(page: Page): Promise<void> {
  const streams = countStreams(page)
  const panel = page.getByTestId('dh-panel')
  const isSamePanel = await markPanel(page)
  const colours = () => panel.evaluate((element) => getComputedStyle(element).backgroundColor)
  const light = await colours()
  await page.getByTestId('stub-theme').click()
  await expect.poll(colours).not.toBe(light)
  await page.getByTestId('stub-locale').selectOption('zh-CN')
  await expect(page.getByTestId('dh-tab-logs')).toContainText('日志')
  await page.getByTestId('stub-locale').selectOption('en-US')
  await expect(page.getByTestId('dh-tab-logs')).toContainText('Log')
  await page.getByTestId('stub-theme').click()
  await expect.poll(colours).toBe(light)
  expect(await isSamePanel()).toBe(true)
  expect(streams.opened).toBe(0)
}

async function askToTerminate(page: Page): Promise<void> {
  await page.getByTestId('dh-session-detail').getByTestId('dh-terminate').click()
  const dialog = page.getByTestId('dh-confirm')
  await expect(dialog).toContainText(session.sessionId)
  const cancel = dialog.getByTestId('dh-confirm-cancel')
  await expect(cancel).toBeFocused()
  await expect(dialog).toBeInViewport({ ratio: 1 })
  expect(await isOnTop(cancel)).toBe(true)
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
}

/** What the page holds on to beyond what it did; the shell itself may have let go of something since. */
async function handlesBeyond(page: Page, before: Handles): Promise<string[]> {
  const now = await liveHandles(page)
  const names = Object.keys(now) as (keyof Handles)[]
  return names.filter((name) => now[name] > before[name]).map((name) => `${name}: ${before[name]} → ${now[name]}`)
}

async function leave(page: Page): Promise<void> {
  await page.getByTestId('stub-menu-home').click()
  await expect(page.getByTestId('dh-panel')).toHaveCount(0)
}

/** What the first visit loads may hold listeners of its own for good, so visits are compared from the second on. */
async function visit(page: Page): Promise<void> {
  await expectLive(page)
  await switchLive(page)
  await askToTerminate(page)
}

test.describe('a shell whose remote cannot be reached', () => {
  for (const way of SHELL_WAYS.filter(({ kind }) => kind !== null)) {
    test(`goes on without the panel: ${way.name}`, async ({ page }) => {
      await page.route('**/remoteEntry.js', (route) => route.abort())
      await page.goto(shells.urlOf(way))
      await page.getByTestId('stub-sign-in-ops').click()
      await expect(page.getByRole('alert').filter({ hasText: /could not be loaded|failed to fetch/i })).toBeVisible()
      await page.getByTestId('stub-menu-home').click()
      await expect(page.getByTestId('stub-sample')).toBeVisible()
    })
  }
})

for (const way of SHELL_WAYS) {
  test(`the panel is at home in ${way.name}`, async ({ page }) => {
    const complaints = collectComplaints(page)
    const streams = countStreams(page)
    await countHandles(page)
    await openList(page, way)

    await test.step('a line of the plugin is there as it is written', async () => {
      const isSamePanel = await markPanel(page)
      await openSession(page, session.sessionId)
      await expect(logRow(page, 'hello from the sample session')).toBeVisible()
      expect(await isSamePanel()).toBe(true)
      await session.log([{ message: 'a line from just now' }])
      await expect(logRow(page, 'a line from just now')).toBeVisible()
    })

    await test.step('the address brings the same view back after a reload', async () => {
      const address = page.url()
      await reload(page, way)
      await expect(page.getByTestId('dh-session-detail')).toHaveAttribute('data-session-id', session.sessionId)
      await expect(logRow(page, 'a line from just now')).toBeVisible()
      expect(page.url()).toBe(address)
    })

    await test.step('theme, language and the question before a terminate', () => visit(page))
    await leave(page)
    await expect.poll(streams.open).toBe(0)
    const before = await liveHandles(page)

    await test.step('coming back and leaving ends the stream and leaves nothing behind', async () => {
      await page.goBack()
      await visit(page)
      await leave(page)
      await expect.poll(streams.open).toBe(0)
      await expect.poll(() => handlesBeyond(page, before)).toEqual([])
    })
    expect(complaints()).toEqual([])
  })

  test(`${way.name} lends the panel ${way.shares ? 'its Vue' : 'no library'}, and none of its styles`, async ({
    page,
  }) => {
    const copies = countCopies(page)
    await openList(page, way)
    await openSession(page, session.sessionId)
    await expect(logRow(page, 'hello from the sample session')).toBeVisible()
    // A component runs in the app of the shell only when both have one Vue; `mount` brings an app of its own.
    expect(copies()).toEqual(way.shares ? [] : expect.arrayContaining(['pinia', 'vue']))

    const looks = await looksOf(page, PARTS)
    for (const [part, look] of Object.entries(looks)) expect([part, look['transition-duration']]).toEqual([part, '0s'])
    await dropShellRules(page)
    expect(await looksOf(page, PARTS)).toEqual(looks)
  })
}
