import { openCliSession, type CliSession } from './support/cli-session.ts'
import { signIn } from './support/panel.ts'
import { currentRun } from './support/run.ts'
import { expect, test } from './support/test.ts'

test.describe('without a pointer', () => {
  let session: CliSession
  let count = 0
  const name = () => `com.powerx.e2e-keys-${count}`
  test.beforeEach(async () => {
    count++
    session = await openCliSession({ api: currentRun().urls.api, pluginId: name() })
  })
  test.afterEach(() => session.end().catch(() => {}))

  test('the palette finds a session, and its command asks for the name of somebody else’s work', async ({ page }) => {
    await signIn(page, 'ops', `/dev-hotload?q=${name()}`)
    await expect(page.getByTestId('dh-session-row')).toHaveCount(1)
    await page.getByTestId('dh-refresh').focus()
    await page.keyboard.press('Control+k')
    await expect(page.getByTestId('dh-palette-input')).toBeFocused()
    await page.keyboard.type(`reload ${name()}`)
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('dh-confirm')).toContainText('李伟 (Li Wei)')
    await expect(page.getByTestId('dh-confirm-cancel')).toBeFocused()
    await expect(page.getByTestId('dh-confirm-ok')).toHaveAttribute('aria-disabled', 'true')
    await page.getByTestId('dh-confirm-name').focus()
    await page.keyboard.type(name())
    await page.keyboard.press('Enter')
    await session.obeyReload({ sequence: 1 })
    await expect(page.getByTestId('dh-toast')).toHaveAttribute('data-phase', 'done')
  })

  test('the list is walked, ticked and opened with keys alone', async ({ page }) => {
    await signIn(page, 'engineer', `/dev-hotload?q=${name()}`)
    await expect(page.getByTestId('dh-session-row')).toHaveCount(1)
    await page.getByTestId('dh-refresh').focus()
    await page.keyboard.press('F6')
    await expect(page.getByTestId('dh-session-search')).toBeFocused()
    await page.locator('.dh-session-link').focus()
    await page.keyboard.press('/')
    await expect(page.getByTestId('dh-session-search')).toBeFocused()
    await page.locator('.dh-session-link').focus()
    await page.keyboard.press('Space')
    await expect(page.getByTestId('dh-bulk-bar')).toHaveAttribute('data-count', '1')
    await page.keyboard.press('t')
    await expect(page.getByTestId('dh-confirm')).toContainText(session.sessionId)
    await page.keyboard.press('Escape')
    await expect(page.locator('.dh-session-link')).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('dh-session-detail')).toHaveAttribute('data-session-id', session.sessionId)
  })
})
