import type { Page } from '@playwright/test'
import { createFaultProxy, type FaultProxy } from '../faults/fault-proxy.ts'
import { RETRY_AFTER_S } from '../faults/requests/refusals.ts'
import { connectionOf, expectLive, expectWhole, recordStates } from './support/connection.ts'
import { openNumberedSession, type NumberedSession } from './support/numbered-session.ts'
import { startOwnDevApi } from './support/own-dev-api.ts'
import { currentRun } from './support/run.ts'
import { startShell, type SecondShell } from './support/shell.ts'
import { expect, test } from './support/test.ts'

/** What a person may have to wait for the right word. */
const IN_WORDS_MS = 2_000
const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

const logPath = ({ sessionId }: NumberedSession) => `/dev-hotload/sessions/${sessionId}/logs`
const streamsOf = (proxy: FaultProxy) => proxy.requests().filter(({ kind }) => kind === 'stream')

/** The log of a session with a first line on screen. */
async function watchLog(page: Page, shell: SecondShell, session: NumberedSession): Promise<void> {
  await shell.signIn(page, 'ops', logPath(session))
  await expectLive(page)
  await session.post(3)
  await expect(page.getByTestId('dh-log-row').filter({ hasText: 'numbered line 3 ' })).toBeVisible()
}

test.describe('a panel whose way to the Dev API is bad', () => {
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
    session = await openNumberedSession({ api: currentRun().urls.api, pluginId: `com.powerx.e2e-faults-${count++}` })
  })
  test.afterEach(() => session.end())

  test('says offline when the network goes, and has every line when it is back', async ({ page, context }) => {
    await watchLog(page, shell, session)
    await context.setOffline(true)
    await expect(connectionOf(page)).toHaveAttribute('data-state', 'offline', { timeout: IN_WORDS_MS })
    await session.post(20)
    await context.setOffline(false)
    await expectLive(page)
    await expectWhole(page, session)
  })

  test('gives up at a sign-in page instead of knocking on, and goes on when it is asked to', async ({ page }) => {
    await page.clock.install()
    await watchLog(page, shell, session)
    proxy.use('login-page')
    proxy.inject('reset')
    await expect(connectionOf(page)).toHaveAttribute('data-state', 'failed')
    const before = streamsOf(proxy).length
    await session.post(20)
    await page.clock.fastForward(10 * MINUTE_MS)
    // Whatever a timer of these ten minutes has asked for is on its way before this.
    await page.getByTestId('dh-refresh').click()
    await expect.poll(() => proxy.requests().at(-1)?.kind).toBe('question')
    await expect(connectionOf(page)).toHaveAttribute('data-state', 'failed')
    expect(streamsOf(proxy)).toHaveLength(before)

    proxy.use('calm')
    await connectionOf(page).getByRole('button').click()
    await expectLive(page)
    await expectWhole(page, session)
  })

  test('waits as long as a busy server asks it to', async ({ page }) => {
    await watchLog(page, shell, session)
    proxy.inject('unavailable')
    proxy.inject('clean-end')
    await expect(connectionOf(page)).toHaveAttribute('data-state', 'waiting', { timeout: IN_WORDS_MS })
    await session.post(20)
    await expect.poll(() => streamsOf(proxy).at(-2)?.fault).toBe('unavailable')
    const [refused, next] = streamsOf(proxy).slice(-2)
    expect(next!.at - refused!.at).toBeGreaterThanOrEqual(RETRY_AFTER_S * 1_000)
    await expectLive(page)
    await expectWhole(page, session)
  })

  test('notices a connection that has died in silence, and replaces it', async ({ page }) => {
    await page.clock.install()
    await watchLog(page, shell, session)
    const states = await recordStates(page)
    expect(proxy.inject('stall')).toBeGreaterThan(0)
    await session.post(20)
    // Two and a half heartbeats of the wire contract.
    await page.clock.fastForward(38_000)
    await expect.poll(states, { timeout: IN_WORDS_MS }).toContain('stale')
    await expectLive(page)
    await expectWhole(page, session)
  })

  test('is there again after an hour of sleep', async ({ page }) => {
    await page.clock.install()
    await watchLog(page, shell, session)
    const states = await recordStates(page)
    // A machine that sleeps says no goodbye: the connection is dead, and nobody was told.
    proxy.inject('stall')
    await session.post(20)
    await page.clock.fastForward(HOUR_MS)
    await expect.poll(async () => (await states()).length, { timeout: IN_WORDS_MS }).toBeGreaterThan(1)
    await expectLive(page)
    await expectWhole(page, session)
  })

  test('has the lines that came while nobody looked', async ({ page }) => {
    await page.addInitScript(() => {
      const frames: FrameRequestCallback[] = []
      const draw = window.requestAnimationFrame.bind(window)
      let hidden = false
      Object.defineProperty(document, 'hidden', { get: () => hidden })
      Object.defineProperty(document, 'visibilityState', { get: () => (hidden ? 'hidden' : 'visible') })
      // A hidden page is not drawn.
      window.requestAnimationFrame = (run) => (hidden ? -frames.push(run) : draw(run))
      Object.assign(window, {
        hide(on: boolean) {
          hidden = on
          document.dispatchEvent(new Event('visibilitychange'))
          if (!on) frames.splice(0).forEach((run) => draw(run))
        },
      })
    })
    const hide = (on: boolean) => page.evaluate((is) => (window as unknown as { hide(on: boolean): void }).hide(is), on)
    await watchLog(page, shell, session)
    await hide(true)
    for (let batch = 0; batch < 20; batch++) await session.post(100)
    const total = page.getByTestId('dh-log-total')
    await expect.poll(async () => Number(await total.getAttribute('data-total'))).toBe(session.posted())
    await hide(false)
    await expectLive(page)
    await expectWhole(page, session)
  })

  test('shows nothing of the old tenant after a switch', async ({ page }) => {
    const tenants = page.getByTestId('stub-tenant')
    await watchLog(page, shell, session)
    const other = (
      await tenants.locator('option').evaluateAll((all) => all.map((each) => (each as HTMLOptionElement).value))
    ).at(-1)!
    const next = await openNumberedSession({
      api: currentRun().urls.api,
      pluginId: `com.powerx.e2e-other-tenant-${count}`,
      tenantId: other,
    })
    try {
      const before = streamsOf(proxy).length
      await tenants.selectOption(other)
      await expect
        .poll(() =>
          streamsOf(proxy)
            .slice(before)
            .map(({ tenantId }) => tenantId),
        )
        .toContain(other)
      await expectLive(page)
      await expect(page.getByTestId('dh-log-row').filter({ hasText: 'numbered line' })).toHaveCount(0)
      await expect(page.locator(`[data-session-id="${session.sessionId}"][data-status]`)).toHaveCount(0)

      await page.goto(`${shell.url}/`)
      await page.getByTestId('stub-menu-panel').click()
      await session.post(20)
      const row = page.locator(`[data-testid="dh-session-row"][data-session-id="${next.sessionId}"]`)
      await row.getByRole('link').click()
      await expectLive(page)
      await next.post(20)
      await expectWhole(page, next)
      await expect(page.locator(`[data-testid="dh-session-row"][data-session-id="${session.sessionId}"]`)).toHaveCount(
        0,
      )
      expect(
        new Set(
          streamsOf(proxy)
            .slice(before)
            .map(({ tenantId }) => tenantId),
        ),
      ).toEqual(new Set([other]))
    } finally {
      await next.end()
    }
  })
})

test.describe('a sign-in that runs out', () => {
  const TTL_S = 60
  let api: Awaited<ReturnType<typeof startOwnDevApi>>
  let proxy: FaultProxy
  let shell: SecondShell

  test.beforeEach(async () => {
    api = await startOwnDevApi({ tokenTtlS: TTL_S })
    proxy = createFaultProxy({ to: api.url, scenario: 'calm', seed: 1 })
    shell = await startShell({ api: api.url, panelApi: await proxy.listen(0) })
  })
  test.afterEach(async () => {
    shell.stop()
    await proxy.dispose()
    await api.stop()
  })

  test('is renewed without a word: the panel comes back live and complete', async ({ page }) => {
    const session = await openNumberedSession({ api: api.url, pluginId: 'com.powerx.e2e-expiry' })
    await watchLog(page, shell, session)
    const states = await recordStates(page)
    let renewals = 0
    page.on('request', (request) => void (request.url().endsWith('/auth/refresh') && renewals++))
    // The shell takes its token for good, and the server does not any more.
    api.putForward((TTL_S + 5) * 1_000)
    await session.post(20)
    proxy.inject('clean-end')
    await expect.poll(() => renewals).toBe(1)
    await expectLive(page)
    await expectWhole(page, session)
    expect(await states()).not.toContain('unauthorized')
    await expect(page).toHaveURL(new RegExp(`${logPath(session)}`))
  })

  test('for good leads to the sign-in page, and from there back to the same log', async ({ page }) => {
    const session = await openNumberedSession({ api: api.url, pluginId: 'com.powerx.e2e-ended' })
    await watchLog(page, shell, session)
    // Beyond the life of the refresh token.
    api.putForward(13 * HOUR_MS)
    proxy.inject('clean-end')
    await page.getByTestId('stub-sign-in-ops').waitFor()
    expect(new URL(page.url()).searchParams.get('returnTo')).toBe(logPath(session))
    const asked = streamsOf(proxy).length
    await page.getByTestId('stub-sign-in-ops').click()
    await expect(page.getByTestId('dh-session-detail')).toHaveAttribute('data-session-id', session.sessionId)
    await expectLive(page)
    expect(streamsOf(proxy).length).toBe(asked + 1)
    await expectWhole(page, session)
  })
})
