import { openCliSession } from './support/cli-session.ts'
import { askGateway } from './support/dev-api.ts'
import { signIn } from './support/panel.ts'
import { currentRun } from './support/run.ts'
import { expect, test } from './support/test.ts'

test('pictures', async ({ page }) => {
  test.setTimeout(120_000)
  const session = await openCliSession({ api: currentRun().urls.api, pluginId: 'com.powerx.e2e-pictures' })
  for (let n = 1; n < 14; n++) await session.reload({ sequence: n, success: false, error: 'src/route.ts:12:8 Expected ";"' })
  const other = await openCliSession({ api: currentRun().urls.api, pluginId: 'com.powerx.e2e-other' })
  for (let n = 1; n < 4; n++) await other.reload({ sequence: n, success: false, error: 'x' })
  await signIn(page, 'ops', '/dev-hotload/alerts')
  await expect(page.getByTestId('dh-alert').first()).toBeVisible()
  const { devHotloadAlerts } = await askGateway<{ devHotloadAlerts: { alertId: string }[] }>('{ devHotloadAlerts { alertId } }')
  await page.locator(`[data-alert-id="${devHotloadAlerts[0]!.alertId}"]`).getByTestId('dh-alert-ack').click()
  for (const theme of ['light', 'dark'] as const) {
    for (const width of [1440, 320])
      for (const locale of ['en-US', 'zh-CN'] as const) {
        await page.setViewportSize({ width: 1440, height: 900 })
        await page.getByTestId('stub-locale').selectOption(locale)
        await page.setViewportSize({ width, height: 900 })
        await page.waitForTimeout(400)
        await page.screenshot({ path: `/tmp/zz-inbox-${width}-${theme}-${locale}.png` })
      }
    await page.setViewportSize({ width: 1440, height: 900 })
    if (theme === 'light') await page.getByTestId('stub-theme').click()
  }
  for (const width of [320, 1440]) {
    await page.setViewportSize({ width, height: 900 })
    await page.getByTestId('dh-alert-snooze').nth(1).click()
    await page.waitForTimeout(300)
    await page.screenshot({ path: `/tmp/zz-inbox-snooze-${width}.png` })
    await page.keyboard.press('Escape')
  }
  await session.end()
  await other.end()
})
