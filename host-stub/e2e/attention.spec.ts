import type { Page } from '@playwright/test'
import { expectLive } from './support/connection.ts'
import { openCliSession } from './support/cli-session.ts'
import { startOwnDevApi } from './support/own-dev-api.ts'
import { currentRun } from './support/run.ts'
import { startShell } from './support/shell.ts'
import { expect, test } from './support/test.ts'

const headOf = (page: Page) => page.evaluate(() => [...document.head.children].map((child) => child.outerHTML))
const iconOf = (page: Page) => page.evaluate(() => document.querySelector<HTMLLinkElement>('link[rel~="icon"]')!.href)

interface Noted {
  noted: string[]
  isSeen: boolean
}

/** Lets the test say whether the page is seen, and keeps what the browser was really asked to show. */
function followNotes(): void {
  const page = Object.assign(globalThis as unknown as Noted, { noted: [] as string[], isSeen: true })
  Object.defineProperty(Document.prototype, 'hidden', { get: () => !page.isSeen })
  globalThis.Notification = class extends Notification {
    constructor(title: string, options?: NotificationOptions) {
      super(title, options)
      page.noted.push(title)
    }
  }
}

test('who looks elsewhere sees what fails and that the stream is gone; then the page is as it was', async ({
  page,
  context,
}) => {
  const api = await startOwnDevApi({ tokenTtlS: 900 })
  const shell = await startShell({ api: api.url, panelApi: api.url })
  try {
    await context.grantPermissions(['notifications'], { origin: shell.url })
    await page.addInitScript(followNotes)
    const session = await openCliSession({ api: api.url, pluginId: 'com.powerx.e2e-attention' })
    await shell.signIn(page, 'engineer', '/')
    await page.getByTestId('stub-menu-panel').click()
    await expectLive(page)
    await expect(page.getByTestId('dh-session-row')).toHaveCount(1)
    const before = await headOf(page)
    const title = await page.title()

    await test.step('only who asked for it is notified', async () => {
      await page.getByTestId('dh-settings-open').click()
      await expect(page.getByTestId('dh-settings-notifications-state')).toHaveAttribute('data-state', 'granted')
      await page.getByTestId('dh-settings-notifications').check()
      await page.getByTestId('dh-settings').getByRole('button', { name: 'Close' }).click()
    })

    await test.step('three reloads that fail are one toast, a mark on the bell, on the title and on the icon', async () => {
      await page.evaluate(() => void ((globalThis as unknown as Noted).isSeen = false))
      for (const sequence of [1, 2, 3, 4])
        await session.reload({ sequence, success: false, error: `TypeError ${sequence}` })
      const toast = page.getByTestId('dh-alert-toast')
      await expect(toast).toHaveCount(1)
      await expect(toast).toHaveAttribute('data-count', '2')
      await expect(page.getByTestId('dh-open-alerts')).toHaveAttribute('data-critical', '1')
      await expect(page).toHaveTitle(`✖ Failing · ${title}`)
      const icon = await iconOf(page)
      expect(new URL(icon).origin).toBe(new URL(currentRun().urls.remote).origin)
      expect((await page.request.get(icon)).headers()['content-type']).toContain('image/svg+xml')
      const noted = await page.evaluate(() => (globalThis as unknown as Noted).noted)
      expect(noted).toContain('Reload of com.powerx.e2e-attention failed')
      expect(noted.filter((note) => note.startsWith('Critical alert'))).toHaveLength(1)
    })

    await test.step('acknowledged and mended, the page is as the shell has it', async () => {
      await page.getByTestId('dh-alert-toast-ack').click()
      await expect(page.getByTestId('dh-alert-toast')).toHaveCount(0)
      await expect(page.getByTestId('dh-open-alerts')).toHaveAttribute('data-critical', '0')
      await session.reload({ sequence: 5 })
      await expect(page).toHaveTitle(title)
      expect(await headOf(page)).toEqual(before)
    })

    await test.step('without a stream it says so, and a panel that is closed leaves nothing', async () => {
      await context.setOffline(true)
      await expect(page).toHaveTitle(`⊘ Disconnected · ${title}`)
      await page.evaluate(() => void (document.title = 'Orders'))
      await expect(page).toHaveTitle('⊘ Disconnected · Orders')
      await page.getByTestId('stub-menu-home').click()
      await expect(page).toHaveTitle('Orders')
      expect(await headOf(page)).toEqual(before.map((element) => element.replace(title, 'Orders')))
    })
  } finally {
    shell.stop()
    await api.stop()
  }
})
