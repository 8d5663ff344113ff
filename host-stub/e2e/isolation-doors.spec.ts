import type { Locator, Page } from '@playwright/test'
import { dropShellRules, looksOf } from './support/looks.ts'
import { logRow, openSession, sessionRow, signIn } from './support/panel.ts'
import { startPlugin, type PluginSession } from './support/plugin.ts'
import type { StubPage } from './support/stub-page.ts'
import { expect, test } from './support/test.ts'

/** Written by the federation runtime, and by Vue and zod for other copies of themselves in the page. */
const EXPECTED_GLOBALS = /^__(?:federation_shared__$|VUE_|zod_)/

let plugin: PluginSession
test.beforeAll(async () => {
  plugin = await startPlugin('com.powerx.e2e-isolation-doors')
})
test.afterAll(() => plugin.stop())

/** The shell's rules change nothing of what `ids` name: no transition, and the same looks without any rule. */
async function expectOwnLooks(page: Page, ids: readonly string[]): Promise<void> {
  for (const id of ids) await expect(page.getByTestId(id).first()).toBeVisible()
  const under = await looksOf(page, ids)
  for (const [id, look] of Object.entries(under)) expect([id, look['transition-duration']]).toEqual([id, '0s'])
  await dropShellRules(page)
  expect(await looksOf(page, ids)).toEqual(under)
}

/** The element that has the focus, as deep as it goes. */
const focused = (page: Page) =>
  page.evaluateHandle(() => {
    let at = document.activeElement
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement
    return at
  })

const isInPanel = (element: Locator) =>
  element.evaluate((node) => {
    const root = node.getRootNode()
    return root instanceof ShadowRoot && root.host.hasAttribute('data-dev-hotload')
  })

test.describe('under the hostile theme', () => {
  test('the door ./LogStreamPanel looks as it does alone', async ({ page }) => {
    await signIn(page, 'ops', '/playground/logs')
    // Lines of the other tests come all the time; rows that are read stay what they are.
    await page.getByTestId('dh-log-follow').click()
    await expect(page.getByTestId('dh-log-follow')).toHaveAttribute('aria-pressed', 'false')
    await expectOwnLooks(page, ['dh-log', 'dh-log-row', 'dh-log-search', 'dh-log-level', 'dh-connection'])
  })

  test('the door ./MetricsWidgets looks as it does alone', async ({ page }) => {
    await signIn(page, 'ops', '/playground/metrics')
    await expectOwnLooks(page, ['dh-metrics', 'dh-metric', 'dh-chart', 'dh-connection'])
  })

  for (const share of ['nothing', 'all'])
    test(`the door ./mount that shares ${share} looks as it does alone`, async ({ page }) => {
      await signIn(page, 'ops', `/playground/mount?share=${share}`)
      await page.getByTestId('stub-mount').click()
      await expectOwnLooks(page, ['dh-panel', 'dh-session-search', 'dh-session-table', 'dh-session-row'])
    })

  test('palette, question and settings look as they do alone', async ({ page }) => {
    await signIn(page, 'ops')
    await openSession(page, plugin.sessionId)
    await page.getByTestId('dh-palette-open').click()
    await expectOwnLooks(page, ['dh-palette', 'dh-palette-input', 'dh-palette-item'])
    await page.keyboard.press('Escape')
    await page.reload()
    await page.getByTestId('dh-session-detail').getByTestId('dh-terminate').click()
    await expectOwnLooks(page, ['dh-confirm', 'dh-confirm-cancel', 'dh-confirm-ok'])
  })
})

test.describe('what lies over the panel', () => {
  test('is inside of its shadow root, keeps the focus, and gives it back', async ({ page }) => {
    await signIn(page, 'ops')
    await openSession(page, plugin.sessionId)
    for (const [opener, over] of [
      [page.getByTestId('dh-palette-open'), page.getByTestId('dh-palette')],
      [page.getByTestId('dh-session-detail').getByTestId('dh-terminate'), page.getByTestId('dh-confirm')],
      [page.getByTestId('dh-log-filters'), page.locator('.dh-popover:popover-open')],
    ] as const) {
      await opener.focus()
      await page.keyboard.press('Enter')
      await expect(over).toBeVisible()
      expect(await isInPanel(over)).toBe(true)
      for (let step = 0; step < 4; step++) {
        await page.keyboard.press('Tab')
        const inShell = await (
          await focused(page)
        ).evaluate((element) => element !== document.body && !(element?.getRootNode() instanceof ShadowRoot))
        expect(inShell).toBe(false)
      }
      await page.keyboard.press('Escape')
      await expect(over).toBeHidden()
      await expect(opener).toBeFocused()
    }
  })

  test('a toast is inside of it too', async ({ page }) => {
    await signIn(page, 'ops')
    await sessionRow(page, plugin.sessionId).getByTestId('dh-reload').click()
    await page.getByTestId('dh-confirm-ok').click()
    await expect(page.getByTestId('dh-toast').first()).toBeVisible()
    expect(await isInPanel(page.getByTestId('dh-toast').first())).toBe(true)
  })
})

test('lines and words that are selected inside of the panel are copied as text', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText())
  await signIn(page, 'ops')
  await openSession(page, plugin.sessionId)
  const lines = logRow(page, /\S/)
  await expect(lines.nth(2)).toBeVisible()
  await page.getByTestId('dh-log').focus()
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Control+c')
  const text = async () => (await lines.first().locator('.dh-log-message').textContent())?.trim() ?? ''
  await expect.poll(clipboard).toContain(await text())
  expect((await clipboard()).trim().split('\n').length).toBeGreaterThanOrEqual(3)

  // A word inside of a line, selected as text is selected anywhere.
  const title = page.getByTestId('dh-session-detail').getByRole('heading').first()
  await title.selectText()
  await page.keyboard.press('Control+c')
  const words = (await title.textContent())?.trim() ?? ''
  await expect.poll(async () => (await clipboard()).trim()).toBe(words)
})

test('nothing is added to head, body, classes or names of the shell, and no listener stays', async ({ page }) => {
  await page.addInitScript(() => {
    const left = new Map<string, number>()
    const count = (name: string, by: number) => left.set(name, (left.get(name) ?? 0) + by)
    const seen = new WeakMap<object, Set<string>>()
    for (const target of [window, document]) {
      const { addEventListener, removeEventListener } = target
      const name = (type: string) => `${target === window ? 'window' : 'document'} ${type}`
      target.addEventListener = (type: string, listener: never, options: never) => {
        const known = seen.get(listener) ?? new Set()
        seen.set(listener, known)
        if (!known.has(name(type))) count(name(type), 1)
        known.add(name(type))
        addEventListener.call(target, type, listener, options)
      }
      target.removeEventListener = (type: string, listener: never, options: never) => {
        if (listener && seen.get(listener)?.delete(name(type))) count(name(type), -1)
        removeEventListener.call(target, type, listener, options)
      }
    }
    Object.defineProperty(globalThis, 'listenersLeft', {
      value: () => Object.fromEntries([...left].filter(([, number]) => number > 0)),
    })
  })
  await signIn(page, 'ops', '/')
  await expect(page.getByTestId('stub-sample-table')).toBeVisible()
  const traces = () =>
    page.evaluate(() => ({
      head: [...document.head.children].map((child) => child.outerHTML),
      // Title and icon are lent while something fails, which another test may bring about; their text is given back.
      kept: [...document.head.children].map((child) =>
        child.matches('title, link[rel~="icon"]') ? child.tagName : child.outerHTML,
      ),
      body: [...document.body.children].map((child) => child.tagName),
      marks: [document.documentElement, document.body].map((element) =>
        element.getAttributeNames().map((name) => `${name}=${element.getAttribute(name)}`),
      ),
      sheets: document.styleSheets.length + document.adoptedStyleSheets.length,
      names: Object.getOwnPropertyNames(globalThis),
      listeners: (globalThis as unknown as { listenersLeft(): Record<string, number> }).listenersLeft(),
    }))
  const before = await traces()

  const views = ['dashboard', 'logs', 'metrics'] as const
  for (const view of views) {
    await page.evaluate(async (which) => {
      const page = globalThis as unknown as StubPage & { mounted?: { unmount(): void } }
      const door: { mount?: unknown; default?: { mount: unknown } } = await page.devHotloadStub.loadDoor('mount')
      const mount = (door.mount ?? door.default!.mount) as (
        element: Element,
        host: unknown,
        options: object,
      ) => { unmount(): void }
      const element = document.createElement('div')
      element.style.height = '600px'
      document.querySelector('main')!.append(element)
      Object.defineProperty(page, 'mounted', {
        configurable: true,
        value: mount(element, page.devHotloadStub.host, { view: which }),
      })
    }, view)
    const sign = { dashboard: 'dh-session-row', logs: 'dh-log', metrics: 'dh-metric' }[view]
    await expect(page.getByTestId(sign).first()).toBeVisible()
    const open = await traces()
    expect([view, open.kept, open.body, open.marks, open.sheets]).toEqual([
      view,
      before.kept,
      before.body,
      before.marks,
      before.sheets,
    ])
    const added = open.names.filter((name) => !before.names.includes(name) && name !== 'mounted')
    expect(added.filter((name) => !EXPECTED_GLOBALS.test(name))).toEqual([])
    await page.evaluate(() => (globalThis as unknown as { mounted: { unmount(): void } }).mounted.unmount())
    await expect.poll(async () => (await traces()).listeners).toEqual(before.listeners)
    expect((await traces()).head).toEqual(before.head)
  }
})
