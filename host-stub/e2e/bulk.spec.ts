import type { Page } from '@playwright/test'
import { openCliSession, type CliSession } from './support/cli-session.ts'
import { askGateway } from './support/dev-api.ts'
import { sessionRow, signIn } from './support/panel.ts'
import { currentRun } from './support/run.ts'
import { expect, test } from './support/test.ts'

const NAME = 'com.powerx.e2e-bulk'
const MANY = 12
const FAILING = 2

/** A run of twelve takes its time: a few requests at a time, and the failing ones are tried again with a pause. */
const RUN_MS = 40_000

test.describe('one command for many sessions', () => {
  let sessions: CliSession[] = []

  test.beforeEach(async () => {
    const { api } = currentRun().urls
    const plugins = Array.from({ length: MANY }, (_, index) => `${NAME}-${String(index).padStart(2, '0')}`)
    sessions = await Promise.all(plugins.map((pluginId) => openCliSession({ api, pluginId })))
  })
  test.afterEach(() => Promise.allSettled(sessions.map((session) => session.end())))

  const result = (page: Page) => page.getByTestId('dh-bulk-result')

  async function chooseAll(page: Page): Promise<void> {
    await page.getByTestId('dh-session-search').fill(NAME)
    await page.getByTestId('dh-session-status-filter').selectOption('ACTIVE')
    await expect(page.getByTestId('dh-total')).toHaveAttribute('data-total', String(MANY))
    await page.getByTestId('dh-session-table').locator('thead input[type="checkbox"]').check()
    await expect(page.getByTestId('dh-bulk-bar')).toHaveAttribute('data-count', String(MANY))
  }

  /** How often the server has carried a reload out, by session. */
  async function carriedOut(): Promise<number[]> {
    const query = 'query ($id: ID!) { devHotloadAudit(sessionId: $id) { items { action result } } }'
    return Promise.all(
      sessions.map(async ({ sessionId }) => {
        const { devHotloadAudit } = await askGateway<{
          devHotloadAudit: { items: { action: string; result: string }[] }
        }>(query, { id: sessionId })
        return devHotloadAudit.items.filter(
          ({ action, result }) => action === 'session.reload' && result === 'accepted',
        ).length
      }),
    )
  }

  test('two of twelve fail, and trying again reaches those two alone', async ({ page }) => {
    test.setTimeout(120_000)
    const failing = sessions.slice(0, FAILING).map(({ sessionId }) => sessionId)
    const sent: string[] = []
    page.on('request', (request) => {
      const found = /register\/([^/]+)\/reload$/.exec(new URL(request.url()).pathname)
      if (found && request.method() === 'POST') sent.push(found[1]!)
    })
    const ofFailing = new RegExp(`register/(${failing.join('|')})/reload$`)
    await page.route(ofFailing, (route) =>
      route.request().method() === 'POST' ? route.fulfill({ status: 500, json: { code: 500 } }) : route.continue(),
    )
    await signIn(page, 'engineer')
    await chooseAll(page)
    await page.getByTestId('dh-bulk-reload').click()
    await expect(page.getByTestId('dh-confirm-target')).toHaveCount(MANY)
    await expect(page.getByTestId('dh-confirm-cancel')).toBeFocused()
    await page.getByTestId('dh-confirm-ok').click()

    await Promise.all(sessions.slice(FAILING).map((session) => session.obeyReload({ sequence: 1 })))
    await expect(result(page)).toHaveAttribute('data-open', '0', { timeout: RUN_MS })
    await expect(result(page)).toHaveAttribute('data-done', String(MANY - FAILING))
    await expect(result(page)).toHaveAttribute('data-failed', String(FAILING))
    const failed = page.locator('[data-testid="dh-bulk-item"][data-phase="failed"]')
    expect(
      (await failed.evaluateAll((items) => items.map((item) => item.getAttribute('data-session-id')))).sort(),
    ).toEqual([...failing].sort())

    await page.unroute(ofFailing)
    sent.length = 0
    await page.getByTestId('dh-bulk-retry').click()
    await Promise.all(sessions.slice(0, FAILING).map((session) => session.obeyReload({ sequence: 1 })))
    await expect(result(page)).toHaveAttribute('data-done', String(MANY), { timeout: RUN_MS })
    expect([...sent].sort()).toEqual([...failing].sort())
    expect(await carriedOut()).toEqual(sessions.map(() => 1))
  })

  test('ending the work of others asks for their number, and only what is still there is ended', async ({ page }) => {
    test.setTimeout(120_000)
    await signIn(page, 'ops')
    await chooseAll(page)
    await page.getByTestId('dh-bulk-terminate').click()
    // One of them ends by itself while its question is open.
    await sessions[0]!.end()
    await expect(page.getByTestId('dh-confirm-left-out')).toHaveCount(1)
    await expect(page.getByTestId('dh-confirm-ok')).toHaveAttribute('aria-disabled', 'true')
    await page.getByTestId('dh-confirm-name').fill(String(MANY - 1))
    await page.getByTestId('dh-confirm-ok').click()
    await expect(result(page)).toHaveAttribute('data-done', String(MANY - 1), { timeout: RUN_MS })
    await expect(result(page)).toHaveAttribute('data-failed', '0')
    await page.getByTestId('dh-session-status-filter').selectOption('')
    for (const { sessionId } of sessions) {
      await expect(sessionRow(page, sessionId)).toHaveAttribute('data-status', 'TERMINATED')
    }
  })
})
