import type { Page } from '@playwright/test'
import { TENANTS } from '../dev-api/auth/people.ts'
import { expectLive } from './support/connection.ts'
import { startOwnCoreApi, type OwnCoreApi } from './support/own-core-api.ts'
import { openSession, sessionRow } from './support/panel.ts'
import { startPlugin } from './support/plugin.ts'
import { startShell, type SecondShell } from './support/shell.ts'
import { expect, test } from './support/test.ts'
import { whatIsKept } from './support/what-is-kept.ts'

const QUARTER_MS = 15 * 60_000

const isGraphql = (url: string) => new URL(url).pathname.endsWith('/graphql')
const notOffered = (page: Page, feature: string) =>
  page.locator(`[data-testid="dh-unsupported"][data-feature="${feature}"]`)

test.describe('the panel at PowerX Core', () => {
  let core: OwnCoreApi
  let shell: SecondShell

  test.beforeEach(async () => {
    core = await startOwnCoreApi()
    shell = await startShell({ api: core.url, panelApi: core.url })
  })
  test.afterEach(async () => {
    shell?.stop()
    await core?.stop()
  })

  test('asks for no gateway once it knows better, says what is not there, and counts nothing that it does not know', async ({
    page,
  }) => {
    const graphql: string[] = []
    const commands: string[] = []
    page.on('request', (request) => {
      if (isGraphql(request.url())) graphql.push(request.url())
      if (/\/(audit|notifications|refresh-metrics|heartbeat)$/.test(request.url())) commands.push(request.url())
    })
    const { sessionId } = await core.register('com.powerx.core-list')
    await shell.signIn(page, 'ops')
    await expect(sessionRow(page, sessionId)).toHaveAttribute('data-status', 'ACTIVE')
    await expect(page.getByTestId('dh-server-profile')).toBeVisible()
    // The first questions go out side by side, before one of them can tell.
    expect(graphql.splice(0)).not.toHaveLength(0)
    await expectLive(page)
    await expect(page.getByTestId('dh-session-row')).toHaveCount(1)
    await expect(sessionRow(page, sessionId).getByTestId('dh-reload')).toHaveCount(0)

    await openSession(page, sessionId)
    await page.getByTestId('dh-tab-logs').click()
    await expect(notOffered(page, 'logs')).toContainText('This server does not offer logs.')
    await expect(page.getByTestId('dh-log-search')).toHaveCount(0)
    await page.getByTestId('dh-tab-metrics').click()
    await expect(notOffered(page, 'metrics')).toContainText('This server does not offer metrics.')
    await page.getByTestId('dh-tab-alerts').click()
    await expect(notOffered(page, 'alerts')).toContainText('This server does not offer alerts.')
    await page.getByTestId('dh-refresh').click()
    await expect.poll(() => core.openStreams()).toBe(1)
    expect(graphql).toEqual([])
    expect(commands).toEqual([])
  })

  test('shows a session of the published CLI, whose reloads are not reported and not failed', async ({ page }) => {
    await shell.signIn(page, 'ops')
    await expectLive(page)
    const plugin = await startPlugin('com.powerx.core-cli', { api: core.url, shell: shell.url })
    try {
      await expect(sessionRow(page, plugin.sessionId)).toHaveAttribute('data-status', 'ACTIVE')
      await expect(sessionRow(page, plugin.sessionId)).toContainText('not reported')
      await openSession(page, plugin.sessionId)
      await page.getByTestId('dh-tab-reloads').click()
      await plugin.edit('src/pricing.ts', (source) => `${source}\n// a change\n`)
      // The incremental reload is refused by PowerX Core; what is heard is the rollback.
      await expect.poll(plugin.output).toContain('Rollback applied')
      await expect(page.getByTestId('dh-reload-row').first()).toBeVisible()
      for (const row of await page.getByTestId('dh-reload-row').all()) {
        await expect(row).toContainText('result not reported')
        await expect(row).not.toHaveAttribute('data-success', /.*/)
      }
      await expect(notOffered(page, 'reloads')).toBeVisible()
    } finally {
      await plugin.stop()
    }
    // Its goodbye is the DELETE.
    await expect(sessionRow(page, plugin.sessionId)).toHaveAttribute('data-status', 'TERMINATED')
  })

  test('ends a session with DELETE after a question, and shows no audit id', async ({ page }) => {
    const { sessionId } = await core.register('com.powerx.core-end')
    const deleted: string[] = []
    page.on('request', (request) => {
      if (request.method() === 'DELETE') deleted.push(new URL(request.url()).pathname)
    })
    await shell.signIn(page, 'ops')
    await sessionRow(page, sessionId).getByTestId('dh-terminate').click()
    await expect(page.getByTestId('dh-confirm-no-audit')).toBeVisible()
    await page.getByTestId('dh-confirm-cancel').click()
    expect(deleted).toEqual([])

    await sessionRow(page, sessionId).getByTestId('dh-terminate').click()
    await page.getByTestId('dh-confirm-reason').fill('no longer needed')
    const name = page.getByTestId('dh-confirm-name')
    if (await name.isVisible()) await name.fill('com.powerx.core-end')
    await page.getByTestId('dh-confirm-ok').click()
    await expect(page.getByTestId('dh-toast')).toHaveAttribute('data-phase', 'done')
    await expect(page.getByTestId('dh-audit-id')).toHaveCount(0)
    await expect(sessionRow(page, sessionId)).toHaveAttribute('data-status', 'TERMINATED')
    await expect(sessionRow(page, sessionId).getByTestId('dh-terminate')).toHaveAttribute('aria-disabled', 'true')
    expect(deleted.map((path) => path.split('/').at(-1))).toEqual([sessionId])
  })

  test('notices that the time of a session is over, although nobody says so', async ({ page }) => {
    await page.clock.install()
    const { sessionId } = await core.register('com.powerx.core-expiry')
    await shell.signIn(page, 'ops')
    await expect(sessionRow(page, sessionId)).toHaveAttribute('data-status', 'ACTIVE')
    await expectLive(page)
    core.putForward(QUARTER_MS + 30_000)
    await page.clock.fastForward(QUARTER_MS + 30_000)
    await expect(sessionRow(page, sessionId)).toHaveAttribute('data-status', 'EXPIRED')
  })

  test('never shows what the stream tells of other tenants', async ({ page }) => {
    await shell.signIn(page, 'ops')
    await expectLive(page)
    await expect.poll(() => core.openStreams()).toBe(1)
    const foreign = await core.register('com.foreign.secret-plans', TENANTS[1]?.id)
    await foreign.reload()
    const own = await core.register('com.powerx.core-own')
    await own.reload()
    await expect(sessionRow(page, own.sessionId)).toContainText('not reported')
    await foreign.reload()
    const next = await core.register('com.powerx.core-next')
    await expect(sessionRow(page, next.sessionId)).toBeVisible()
    expect(await page.getByTestId('dh-session-row').count()).toBe(2)
    const kept = await whatIsKept(page)
    expect(kept).toContain(own.sessionId)
    expect(kept).not.toContain(foreign.sessionId)
    expect(kept).not.toContain('secret-plans')
  })

  test('keeps no reload token, neither on the page nor in the browser', async ({ page }) => {
    const before = await core.register('com.powerx.core-before')
    await shell.signIn(page, 'ops')
    await expect(sessionRow(page, before.sessionId)).toBeVisible()
    const after = await core.register('com.powerx.core-after')
    await after.reload({ error: `refused: ${after.reloadToken}`, success: false, durationMs: 12, sequence: 1 })
    await expect(sessionRow(page, after.sessionId)).toBeVisible()
    await openSession(page, after.sessionId)
    for (const tab of ['reloads', 'details', 'logs']) {
      await page.getByTestId(`dh-tab-${tab}`).click()
      await expect(page.getByTestId(`dh-tab-${tab}`)).toHaveAttribute('aria-selected', 'true')
      const kept = await whatIsKept(page)
      expect(kept).toContain(after.sessionId)
      expect(kept).not.toMatch(/reload_?token/i)
      for (const { reloadToken } of [before, after]) expect(kept).not.toContain(reloadToken)
    }
  })
})
