import type { Page } from '@playwright/test'
import { openCliSession, type CliSession } from './support/cli-session.ts'
import { logRow, signIn } from './support/panel.ts'
import { currentRun } from './support/run.ts'
import { expect, test } from './support/test.ts'

const lines = (page: Page) => page.locator('[data-testid="dh-log-row"][data-kind="line"]')
const total = (page: Page) => page.getByTestId('dh-log-total')
const many = (count: number, say: (n: number) => string) =>
  Array.from({ length: count }, (_, n) => ({ message: say(n) }))

test.describe('the log of a session', () => {
  let session: CliSession

  test.beforeEach(async ({ page }, { title }) => {
    const name = title.replaceAll(/[^a-z]+/gi, '-').slice(0, 40)
    session = await openCliSession({ api: currentRun().urls.api, pluginId: `com.powerx.log-${name.toLowerCase()}` })
    await signIn(page, 'ops', `/dev-hotload/sessions/${session.sessionId}/logs`)
    await expect(page.getByTestId('dh-log')).toBeVisible()
  })
  test.afterEach(() => session.end())

  test('reading further up freezes what is read, counts what comes, and loses nothing', async ({ page }) => {
    await session.log(many(200, (n) => `early line ${n}.`))
    await expect(logRow(page, 'early line 199.')).toBeVisible()
    await page.getByTestId('dh-log').hover()
    await page.mouse.wheel(0, -1_500)
    await expect(page.getByTestId('dh-log-follow')).toHaveAttribute('aria-pressed', 'false')
    const first = lines(page).filter({ hasText: 'early line 120.' })
    await expect(first).toBeVisible()
    const where = await first.boundingBox()

    await session.log([
      ...many(125, (n) => `late line ${n}.`),
      ...[1, 2, 3].map((n) => ({ level: 'error', message: `late error ${n}.` })),
    ])
    await expect(page.getByTestId('dh-log-new-count')).toHaveAttribute('data-count', '128')
    await expect(page.getByTestId('dh-log-new-count')).toContainText('3 errors')
    expect(await first.boundingBox()).toEqual(where)

    await page.getByTestId('dh-log-resume').click()
    await expect(logRow(page, 'late error 3.')).toBeVisible()
    await expect(total(page)).toHaveAttribute('data-total', '328')
    await session.log(many(1, () => 'after the resume.'))
    await expect(logRow(page, 'after the resume.')).toBeVisible()
  })

  test('the keyboard pauses, reads line by line, and goes back to the end', async ({ page }) => {
    await session.log(many(100, (n) => `line ${n}.`))
    await expect(logRow(page, 'line 99.')).toBeVisible()
    await page.getByTestId('dh-log').focus()
    await page.keyboard.press('Space')
    await expect(page.getByTestId('dh-log-follow')).toHaveAttribute('aria-pressed', 'false')
    await page.keyboard.press('Home')
    await expect(logRow(page, 'line 0.')).toBeVisible()
    await page.keyboard.press('ArrowDown')
    const active = await page.getByTestId('dh-log').getAttribute('aria-activedescendant')
    await expect(page.locator(`[id="${active}"]`)).toContainText('line 1.')
    await page.keyboard.press('End')
    await expect(page.getByTestId('dh-log-follow')).toHaveAttribute('aria-pressed', 'true')
    await expect(logRow(page, 'line 99.')).toBeVisible()

    await session.log([{ level: 'error', message: 'it broke.' }, ...many(50, (n) => `afterwards ${n}.`)])
    await expect(logRow(page, 'afterwards 49.')).toBeVisible()
    await page.keyboard.press('Shift+N')
    const error = await page.getByTestId('dh-log').getAttribute('aria-activedescendant')
    await expect(page.locator(`[id="${error}"]`)).toContainText('it broke.')
  })

  test('find keeps the context, counts, steps and goes round', async ({ page }) => {
    await session.log(many(300, (n) => (n % 100 === 50 ? `needle at ${n}.` : `hay ${n}.`)))
    await expect(total(page)).toHaveAttribute('data-total', '300')
    await page.getByTestId('dh-log').focus()
    await page.keyboard.press('Control+f')
    await page.getByTestId('dh-log-find').fill('needle')
    await expect(page.getByTestId('dh-log-find-count')).toContainText('of 3')
    await expect(total(page)).toHaveAttribute('data-shown', '300')
    // The newest first, then on and round.
    for (const at of [250, 50, 150]) {
      await page.getByTestId('dh-log-find').press('Enter')
      await expect(logRow(page, `needle at ${at}.`).locator('mark')).toHaveText('needle')
    }
    await page.getByTestId('dh-log-find').press('Shift+Enter')
    await expect(logRow(page, 'needle at 50.').locator('mark')).toHaveText('needle')
    await page.getByTestId('dh-log-find').press('Escape')
    await expect(page.getByTestId('dh-log-find')).toHaveCount(0)
    await expect(page.getByTestId('dh-log')).toBeFocused()
  })

  test('a bad pattern says why, and the last good result stays', async ({ page }) => {
    await session.log([...many(20, (n) => `ordinary ${n}.`), { message: 'request took 812 ms' }])
    await expect(total(page)).toHaveAttribute('data-total', '21')
    const search = page.getByTestId('dh-log-search')
    await page.getByTestId('dh-log-pattern').click()
    await search.fill('took \\d+ ms')
    await expect(total(page)).toHaveAttribute('data-shown', '1')
    await search.fill('took (\\d+ ms')
    await expect(search).toHaveAttribute('aria-invalid', 'true')
    await expect(total(page)).toHaveAttribute('data-shown', '1')
    await search.fill('^ordinary 1\\d\\.$')
    await expect(total(page)).toHaveAttribute('data-shown', '10')
    await expect(search).not.toHaveAttribute('aria-invalid', 'true')
  })

  test('since the last reload shows what this save broke, what stayed and what it mended', async ({ page }) => {
    await session.log([
      { level: 'error', message: 'Cannot read order 17', reloadSequence: 1 },
      { level: 'warn', message: 'cache is cold', reloadSequence: 1 },
    ])
    await session.reload({ sequence: 1 })
    await session.log([
      { level: 'info', message: 'building …', reloadSequence: 2 },
      { level: 'warn', message: 'cache is cold', reloadSequence: 2 },
      { level: 'error', message: 'route.ts is not a function', reloadSequence: 2 },
    ])
    await session.reload({ sequence: 2 })
    const diff = page.getByTestId('dh-reload-diff')
    await expect(diff).toHaveAttribute('data-new', '1')
    await expect(diff).toHaveAttribute('data-still', '1')
    await expect(diff).toHaveAttribute('data-gone', '1')

    // The mark stands before the lines of its build, although it came after them.
    const kinds = await page
      .getByTestId('dh-log-row')
      .filter({ hasText: /#2 |building/ })
      .evaluateAll((rows) =>
        rows
          .map((row) => ({ top: row.getBoundingClientRect().top, kind: (row as HTMLElement).dataset['kind'] }))
          .sort((a, b) => a.top - b.top)
          .map(({ kind }) => kind),
      )
    expect(kinds).toEqual(['reload', 'line'])

    await page.getByTestId('dh-since-reload').click()
    await expect(page).toHaveURL(/since=reload/)
    await expect(logRow(page, 'Cannot read order 17')).toHaveCount(0)
    await expect(logRow(page, 'route.ts is not a function')).toBeVisible()
    await session.log([{ level: 'info', message: 'still serving', reloadSequence: 2 }])
    await expect(logRow(page, 'still serving')).toBeVisible()
    await session.reload({ sequence: 3 })
    await expect(logRow(page, 'still serving')).toHaveCount(0)
    await expect(diff).toHaveAttribute('data-gone', '2')
  })

  test('a link to a line opens paused at it in a fresh browser, older pages included', async ({ page, browser }) => {
    for (let part = 0; part < 3; part++) await session.log(many(1_000, (n) => `line ${part * 1_000 + n}.`))
    await expect(total(page)).toHaveAttribute('data-total', '3000')
    await page.getByTestId('dh-log').focus()
    await page.keyboard.press('Home')
    const row = lines(page).filter({ hasText: 'line 5.' })
    const logId = (await row.getAttribute('data-log-id'))!

    const context = await browser.newContext()
    const fresh = await context.newPage()
    await signIn(fresh, 'ops', `/dev-hotload/sessions/${session.sessionId}/logs?line=${encodeURIComponent(logId)}`)
    await expect(fresh.locator(`[data-log-id="${logId}"]`)).toBeVisible()
    await expect(fresh.getByTestId('dh-log-follow')).toHaveAttribute('aria-pressed', 'false')
    await context.close()
  })

  test('a secret never reaches the page, and a look at it is recorded', async ({ page }) => {
    await session.log([{ message: 'connecting with password=hunter2-is-secret to db' }])
    const row = logRow(page, '[masked:')
    await expect(row).toBeVisible()
    expect(await page.getByTestId('dh-panel').textContent()).not.toContain('hunter2')
    await row.getByRole('button').first().click()
    await page.getByTestId('dh-log-reveal').click()
    await expect(page.getByTestId('dh-log-revealed')).toContainText('hunter2-is-secret')
    await page.getByTestId('dh-tab-activity').click()
    await expect(page.getByTestId('dh-activity-row').filter({ hasText: /reveal/i })).toBeVisible()
    await page.getByTestId('dh-tab-logs').click()
    await expect(row).toBeVisible()
    expect(await page.getByTestId('dh-panel').textContent()).not.toContain('hunter2')
  })
})
