import type { Page } from '@playwright/test'
import { hostileTexts } from '../../contracts/fixtures/corpus/index.ts'
import { openCliSession } from './support/cli-session.ts'
import { signIn } from './support/panel.ts'
import { currentRun } from './support/run.ts'
import { expect, test } from './support/test.ts'

/** As much as one event of the stream may carry. */
const MOST = 60_000
const ACTIVE =
  'script, iframe, object, embed, img, style, link, base, meta, [onerror], [onload], [srcdoc], foreignObject'

/** What in the panel is more than text; every link is looked at as well. */
const dangersOf = (page: Page): Promise<string[]> =>
  page.getByTestId('dh-panel').evaluate((panel, active) => {
    const links = [...panel.querySelectorAll<HTMLAnchorElement>('a[href]')]
    return [
      ...[...panel.querySelectorAll(active)].map((element) => element.outerHTML.slice(0, 100)),
      ...links.filter(({ protocol }) => !/^https?:$/.test(protocol)).map((link) => link.outerHTML.slice(0, 100)),
      ...(Reflect.has({}, 'polluted') || Object.keys(Object.prototype).length > 0 ? ['Object.prototype'] : []),
    ]
  }, ACTIVE)

test('what a hostile CLI sends is text in the panel, in each tab and in opened lines', async ({ page }) => {
  const texts = hostileTexts().map((text) => text.slice(0, MOST))
  const session = await openCliSession({ api: currentRun().urls.api, pluginId: 'com.powerx.e2e-hostile' })
  const alarms: string[] = []
  page.on('dialog', (dialog) => {
    alarms.push(dialog.message())
    void dialog.dismiss()
  })
  page.on('popup', (popup) => alarms.push(popup.url()))
  await session.log(
    texts.map((message) => ({
      level: 'error',
      message,
      fields: { [message.slice(0, 40)]: message, '<b>key</b>': message },
    })),
  )
  for (const [index, text] of texts.slice(0, 12).entries())
    await session.reload({ sequence: index + 1, success: false, error: text, changedFiles: [text.slice(0, 200)] })

  await signIn(page, 'ops', `/dev-hotload/sessions/${session.sessionId}/logs`)
  const log = page.getByTestId('dh-log')
  await expect(page.getByTestId('dh-log-total')).toHaveAttribute('data-total', String(texts.length + 12))
  const address = new URL(page.url()).pathname
  await log.focus()
  await page.keyboard.press('w')
  await page.keyboard.press('Home')
  for (let line = 0; line < texts.length; line++) {
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('dh-log-detail').first()).toBeVisible()
    expect(await dangersOf(page)).toEqual([])
    await page.keyboard.press('Enter')
    await page.keyboard.press('ArrowDown')
  }
  for (const tab of ['reloads', 'alerts', 'details', 'activity', 'logs']) {
    await page.getByTestId(`dh-tab-${tab}`).click()
    expect(await dangersOf(page)).toEqual([])
  }
  expect(alarms).toEqual([])
  expect(new URL(page.url()).pathname).toBe(address)
  await session.end()
})
