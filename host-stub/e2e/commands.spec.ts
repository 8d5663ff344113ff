import { openSession, sessionRow, signIn } from './support/panel.ts'
import { startPlugin, type PluginSession } from './support/plugin.ts'
import { expect, test } from './support/test.ts'

test.describe('commands', () => {
  let plugin: PluginSession

  test.beforeAll(async () => {
    plugin = await startPlugin('com.powerx.e2e-commands')
  })
  test.afterAll(() => plugin.stop())

  test('nothing is sent when the question is cancelled', async ({ page }) => {
    const commands: string[] = []
    page.on('request', (request) => {
      if (/\/(terminate|reload)$/.test(new URL(request.url()).pathname)) commands.push(request.url())
    })
    await signIn(page, 'ops')
    await sessionRow(page, plugin.sessionId).getByTestId('dh-terminate').click()
    await page.getByTestId('dh-confirm-cancel').click()
    await expect(page.getByTestId('dh-confirm')).toHaveCount(0)
    await sessionRow(page, plugin.sessionId).getByTestId('dh-terminate').click()
    await page.keyboard.press('Escape')
    await expect(page.getByTestId('dh-confirm')).toHaveCount(0)
    expect(commands).toEqual([])
  })

  test('a reload from the panel is done when the CLI has carried it out', async ({ page }) => {
    await signIn(page, 'engineer')
    await openSession(page, plugin.sessionId)
    await page.getByTestId('dh-session-detail').getByTestId('dh-reload').click()
    await page.getByTestId('dh-confirm-ok').click()
    await expect(page.getByTestId('dh-toast')).toHaveAttribute('data-phase', 'done')
    await expect(page.getByTestId('dh-toast').getByTestId('dh-audit-id')).not.toBeEmpty()
    await page.getByTestId('dh-tab-reloads').click()
    await expect(page.getByTestId('dh-reload-row').first()).toContainText('panel')
  })

  test('search, status and a pasted link bring back the same view', async ({ page }) => {
    await signIn(page, 'ops')
    await page.getByTestId('dh-session-search').fill('e2e-commands')
    await expect(page.getByTestId('dh-session-row')).toHaveCount(1)
    await page.getByTestId('dh-session-status-filter').selectOption('TERMINATED')
    await expect(page.getByTestId('dh-session-row')).toHaveCount(0)
    await page.getByTestId('dh-session-status-filter').selectOption('')
    await openSession(page, plugin.sessionId)
    await page.getByTestId('dh-log-level').selectOption('warn')
    await expect(page).toHaveURL(/level=warn/)
    const link = page.url()

    await page.goto('about:blank')
    await page.goto(link)
    await expect(page.getByTestId('dh-session-detail')).toHaveAttribute('data-session-id', plugin.sessionId)
    await expect(page.getByTestId('dh-log-level')).toHaveValue('warn')
    await expect(page.getByTestId('dh-session-search')).toHaveValue('e2e-commands')
  })

  test('filters hide lines by level and text, and following pauses where the reader stops', async ({ page }) => {
    await signIn(page, 'ops', `/dev-hotload/sessions/${plugin.sessionId}/logs`)
    const lines = page.locator('[data-testid="dh-log-row"][data-kind="line"]')
    await expect(lines.first()).toBeVisible()
    await page.getByTestId('dh-log-search').fill('no line says this')
    await expect(lines).toHaveCount(0)
    await page.getByTestId('dh-log-search').fill('')
    await expect(lines.first()).toBeVisible()

    const follow = page.getByTestId('dh-log-follow')
    await expect(follow).toHaveAttribute('aria-pressed', 'true')
    await follow.click()
    await expect(follow).toHaveAttribute('aria-pressed', 'false')
    await expect(page.getByTestId('dh-log-new-count')).not.toHaveAttribute('data-count', '0')
    await page.getByTestId('dh-log-resume').click()
    await expect(follow).toHaveAttribute('aria-pressed', 'true')
    await expect(page.getByTestId('dh-log-resume')).toHaveCount(0)
  })
})
