import type { Page } from '@playwright/test'
import { createFaultProxy, type FaultProxy } from '../faults/fault-proxy.ts'
import { askGateway } from './support/dev-api.ts'
import { openNumberedSession, type NumberedSession } from './support/numbered-session.ts'
import { currentRun } from './support/run.ts'
import { startShell, type SecondShell } from './support/shell.ts'
import { expect, test } from './support/test.ts'

type Verb = 'terminate' | 'reload'

interface Audit {
  auditId: string
  action: string
  result: string
}

const toast = (page: Page) => page.getByTestId('dh-toast')
const auditId = (page: Page) => toast(page).getByTestId('dh-audit-id')

/** The server ends a session whose command line tool does not obey after 10 s. */
const ENDS_WITHIN_MS = 20_000

test.describe('the life of a command', () => {
  let proxy: FaultProxy
  let shell: SecondShell
  let session: NumberedSession
  let count = 0

  test.beforeAll(async () => {
    const { api } = currentRun().urls
    proxy = createFaultProxy({ to: api, scenario: 'calm', seed: 1 })
    shell = await startShell({ api, panelApi: await proxy.listen(0) })
  })
  test.afterAll(async () => {
    shell?.stop()
    await proxy?.dispose()
  })
  test.beforeEach(async () => {
    proxy.use('calm')
    session = await openNumberedSession({ api: currentRun().urls.api, pluginId: `com.powerx.e2e-life-${count++}` })
  })
  test.afterEach(() => session.end())

  const place = () => `/dev-hotload/sessions/${session.sessionId}/logs`
  const sent = (verb: Verb) =>
    proxy.requests().filter(({ kind, path }) => kind === 'command' && path.includes(`${session.sessionId}/${verb}`))

  async function ask(page: Page, verb: Verb): Promise<void> {
    await page.getByTestId('dh-session-detail').getByTestId(`dh-${verb}`).click()
    await expect(page.getByTestId('dh-confirm')).toContainText(session.sessionId)
  }

  async function give(page: Page, verb: Verb): Promise<void> {
    await ask(page, verb)
    await page.getByTestId('dh-confirm-ok').click()
  }

  /** What the server has carried out, by its own records. */
  async function carriedOut(): Promise<Audit[]> {
    const query = 'query ($id: ID!) { devHotloadAudit(sessionId: $id) { items { auditId action result } } }'
    const { devHotloadAudit } = await askGateway<{ devHotloadAudit: { items: Audit[] } }>(query, {
      id: session.sessionId,
    })
    return devHotloadAudit.items.filter(({ result }) => result === 'accepted' || result === 'done')
  }

  test('an answer that is lost is asked for again, and the command is carried out once', async ({ page }) => {
    await shell.signIn(page, 'engineer', place())
    proxy.inject('lost-answer', 'command')
    await give(page, 'terminate')
    await expect(auditId(page)).not.toBeEmpty()
    await expect(toast(page)).toHaveAttribute('data-phase', 'done', { timeout: ENDS_WITHIN_MS })
    expect(sent('terminate')).toHaveLength(2)
    expect(await carriedOut()).toEqual([
      expect.objectContaining({ action: 'session.terminate', auditId: await auditId(page).textContent() }),
    ])
  })

  test('two clicks on the same button send one command', async ({ page }) => {
    await shell.signIn(page, 'engineer', place())
    await ask(page, 'reload')
    await page.getByTestId('dh-confirm-ok').dblclick()
    await expect(auditId(page)).not.toBeEmpty()
    await expect(page.getByTestId('dh-session-detail').getByTestId('dh-reload')).toHaveAttribute(
      'aria-disabled',
      'true',
    )
    expect(sent('reload')).toHaveLength(1)
    expect(await carriedOut()).toHaveLength(1)
  })

  test('an accepted command outlives a reload of the page and is followed to its end', async ({ page }) => {
    await shell.signIn(page, 'engineer', place())
    await give(page, 'terminate')
    await expect(toast(page)).toHaveAttribute('data-phase', /accepted|observed/)
    const before = await auditId(page).textContent()
    await page.reload()
    await expect(toast(page)).toHaveAttribute('data-phase', /accepted|observed/)
    expect(await auditId(page).textContent()).toBe(before)
    await expect(toast(page)).toHaveAttribute('data-phase', 'done', { timeout: ENDS_WITHIN_MS })
    expect(sent('terminate')).toHaveLength(1)
  })

  test('a command whose answer the page did not live to hear is sent again as the same one', async ({ page }) => {
    await shell.signIn(page, 'engineer', place())
    proxy.inject('no-answer', 'command')
    await give(page, 'terminate')
    await expect.poll(async () => (await carriedOut()).length).toBe(1)
    await expect(toast(page)).toHaveAttribute('data-phase', 'requested')
    await page.reload()
    await expect(auditId(page)).not.toBeEmpty()
    await expect(toast(page)).toHaveAttribute('data-phase', 'done', { timeout: ENDS_WITHIN_MS })
    expect(sent('terminate')).toHaveLength(2)
    expect(await carriedOut()).toEqual([expect.objectContaining({ auditId: await auditId(page).textContent() })])
  })

  test('of two people at once the second is told that it is so already', async ({ page, browser }) => {
    const other = await browser.newPage()
    try {
      await shell.signIn(page, 'engineer', place())
      await shell.signIn(other, 'engineer', place())
      // Both have confirmed before either is heard.
      let letGo = () => {}
      const first = new Promise<void>((resolve) => (letGo = resolve))
      await other.route(/\/terminate$/, async (route) => {
        if (route.request().method() === 'POST') await first
        await route.continue()
      })
      await give(other, 'terminate')
      await expect(toast(other)).toHaveAttribute('data-phase', 'requested')
      await give(page, 'terminate')
      await expect(auditId(page)).not.toBeEmpty()
      letGo()
      await expect(toast(other)).toHaveAttribute('data-code', 'DH_API_409')
      await expect(toast(other)).toHaveAttribute('role', 'status')
      await expect(toast(page)).toHaveAttribute('data-phase', 'done', { timeout: ENDS_WITHIN_MS })
      expect(await carriedOut()).toHaveLength(1)
    } finally {
      await other.close()
    }
  })

  test('a reason is kept nowhere in the browser', async ({ page }) => {
    await shell.signIn(page, 'ops', place())
    await ask(page, 'terminate')
    await expect(page.getByTestId('dh-confirm-cancel')).toBeFocused()
    await page.getByTestId('dh-confirm-reason').fill('handed over, password=hunter2hunter2')
    await page.getByTestId('dh-confirm-ok').click()
    await expect(toast(page)).toHaveAttribute('data-phase', 'done', { timeout: ENDS_WITHIN_MS })
    const kept = await page.evaluate(() => JSON.stringify({ ...sessionStorage }))
    expect(kept).toContain(session.sessionId)
    expect(kept).not.toContain('hunter2')
    expect(sent('terminate')).toHaveLength(1)
  })

  for (const { status, code, says } of [
    { status: 403, code: 'DH_API_403', says: 'admin.devHotload.manage' },
    { status: 404, code: 'DH_API_404', says: 'gone' },
    { status: 500, code: 'DH_API_002', says: 'at most once' },
  ]) {
    test(`a refusal with ${status} is explained in its own words`, async ({ page }) => {
      await shell.signIn(page, 'engineer', place())
      await page.route(/\/reload$/, (route) =>
        route.request().method() === 'POST' ? route.fulfill({ status, json: { code: status } }) : route.continue(),
      )
      await give(page, 'reload')
      await expect(toast(page)).toHaveAttribute('data-code', code)
      await expect(toast(page).getByTestId('dh-command-why')).toContainText(says)
      await expect(toast(page).getByTestId('dh-command-retry')).toHaveCount(status === 500 ? 1 : 0)
    })
  }

  test('fresh metrics are asked for without a question, and the answer is the effect', async ({ page }) => {
    await shell.signIn(page, 'engineer', place())
    await page.getByTestId('dh-session-detail').getByTestId('dh-refresh-metrics').click()
    await expect(toast(page)).toHaveAttribute('data-phase', 'done')
  })

  test('nothing of a command is left in the tab after signing out', async ({ page }) => {
    await shell.signIn(page, 'engineer', place())
    await give(page, 'reload')
    await expect(auditId(page)).not.toBeEmpty()
    const kept = () => page.evaluate(() => Object.keys(sessionStorage).filter((name) => name.startsWith('devhotload')))
    expect(await kept()).toHaveLength(1)
    await page.getByTestId('stub-sign-out').click()
    await expect.poll(kept).toEqual([])
  })
})
