import { expect, test, type Page } from '@playwright/test'
import { openSession, signIn } from './support/panel.ts'
import { startPlugin, type PluginSession } from './support/plugin.ts'

/** Looks that the hostile theme of the shell tries to force. */
const PROPERTIES = [
  'background-color',
  'border-top-color',
  'color',
  'transition-duration',
  'padding-left',
  'font-size',
  'display',
  'fill',
]
const OURS = [
  'dh-panel',
  'dh-session-search',
  'dh-session-status-filter',
  'dh-session-table',
  'dh-terminate',
  'dh-tab-logs',
  'dh-log-follow',
  'dh-log-search',
  'dh-log-level',
  'dh-log',
]

type Looks = Record<string, Record<string, string>>

/** Computed styles of the first element of each test id. */
async function looksOf(page: Page, testIds: readonly string[]): Promise<Looks> {
  const looks: Looks = {}
  for (const id of testIds) {
    looks[id] = await page
      .getByTestId(id)
      .first()
      .evaluate((element, names) => {
        const style = getComputedStyle(element)
        return Object.fromEntries(names.map((name) => [name, style.getPropertyValue(name)]))
      }, PROPERTIES)
  }
  return looks
}

/** Waits out the transitions that the theme puts on everything: a colour half way is no look of anybody's. */
const settled = (page: Page) =>
  page.evaluate(() =>
    Promise.allSettled(
      document
        .getAnimations()
        .filter((animation) => animation.effect?.getComputedTiming().endTime !== Infinity)
        .map((animation) => animation.finished),
    ),
  )

test.describe('the border between shell and panel', () => {
  let plugin: PluginSession

  test.beforeAll(async () => {
    plugin = await startPlugin('com.powerx.e2e-isolation')
  })
  test.afterAll(() => plugin.stop())

  test("the shell's rules change no computed style of the panel", async ({ page }) => {
    await signIn(page, 'ops')
    await openSession(page, plugin.sessionId)
    await expect(page.getByTestId('dh-log')).toBeVisible()
    const under = await looksOf(page, OURS)
    for (const [id, look] of Object.entries(under)) expect([id, look['transition-duration']]).toEqual([id, '0s'])

    // The same panel with every rule of the shell gone, but for the custom properties that it lends.
    await page.evaluate(() => {
      for (const sheet of [...document.styleSheets]) {
        for (let i = sheet.cssRules.length - 1; i >= 0; i--) {
          const rule = sheet.cssRules[i]
          const lends = rule instanceof CSSStyleRule && /^(:root|html|\.dark|:host|body)/.test(rule.selectorText)
          if (!lends) sheet.deleteRule(i)
        }
      }
    })
    expect(await looksOf(page, OURS)).toEqual(under)
  })

  test("mounting the panel changes none of the shell's styles", async ({ page }) => {
    await signIn(page, 'ops', '/')
    await expect(page.locator('[data-testid^="stub-sample-"]').first()).toBeVisible()
    const samples = await page
      .locator('[data-testid^="stub-sample-"]')
      .evaluateAll((all) => all.map((element) => (element as HTMLElement).dataset.testid!))
    expect(samples.length).toBeGreaterThan(5)
    await page.mouse.move(0, 0)
    await settled(page)
    const before = await looksOf(page, samples)
    const sheets = () => page.evaluate(() => document.styleSheets.length + document.adoptedStyleSheets.length)
    const sheetsBefore = await sheets()

    // Mounted on the same page, beside the samples.
    await page.evaluate(async () => {
      const stub = (window as unknown as { devHotloadStub: { host: unknown; loadDoor(name: string): Promise<never> } })
        .devHotloadStub
      const door = (await stub.loadDoor('mount')) as { mount?: unknown; default?: { mount: unknown } }
      const mount = (door.mount ?? door.default!.mount) as (element: Element, host: unknown, options: object) => void
      const element = document.createElement('div')
      element.style.height = '600px'
      document.querySelector('main')!.append(element)
      mount(element, stub.host, { view: 'dashboard' })
    })
    await expect(page.getByTestId('dh-session-table')).toBeVisible()
    await settled(page)
    expect(await looksOf(page, samples)).toEqual(before)
    expect(await sheets()).toBe(sheetsBefore)
  })
})
