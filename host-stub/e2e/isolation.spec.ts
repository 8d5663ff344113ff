import { dropShellRules, looksOf, settled } from './support/looks.ts'
import { openSession, signIn } from './support/panel.ts'
import { startPlugin, type PluginSession } from './support/plugin.ts'
import { expect, test } from './support/test.ts'

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
    await dropShellRules(page)
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
