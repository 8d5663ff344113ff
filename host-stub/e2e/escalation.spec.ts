import type { BrowserContext, Page } from '@playwright/test'
import type { HostEscalation } from '../../contracts/index.ts'
import { openCliSession } from './support/cli-session.ts'
import { signIn } from './support/panel.ts'
import { currentRun } from './support/run.ts'
import { expect, test } from './support/test.ts'

/** Requests to tell people of something, from all tabs, and how they were answered. */
function notificationsOf(context: BrowserContext) {
  const asked: { key: string; body: Record<string, unknown> }[] = []
  const answers: number[] = []
  const isOne = (url: string) => new URL(url).pathname.endsWith('/notifications')
  context.on('request', (request) => {
    if (request.method() !== 'POST' || !isOne(request.url())) return
    asked.push({
      key: request.headers()['idempotency-key'] ?? '',
      body: request.postDataJSON() as Record<string, unknown>,
    })
  })
  context.on('response', (response) => {
    if (response.request().method() === 'POST' && isOne(response.url())) answers.push(response.status())
  })
  return { asked, answers }
}

/** What the shell was asked to tell people of. */
const toldToShell = (page: Page): Promise<readonly HostEscalation[]> =>
  page.evaluate(() => {
    const { devHotloadStub } = globalThis as unknown as {
      devHotloadStub: { telemetry: { escalations: readonly HostEscalation[] } }
    }
    return devHotloadStub.telemetry.escalations.map((one) => ({ ...one }))
  })

const isIn = (page: Page, state: RegExp) =>
  expect(page.getByTestId('dh-connection')).toHaveAttribute('data-state', state)

test('a stream that is down for more than a minute is told once by all tabs, as soon as the network is back', async ({
  context,
}) => {
  // The network is really gone; only the minute of waiting passes faster.
  await context.clock.install()
  const { asked, answers } = notificationsOf(context)
  const pages = [await context.newPage(), await context.newPage()] as const
  await signIn(pages[0], 'ops')
  await isIn(pages[0], /live|quiet/)
  await signIn(pages[1], 'ops')
  await isIn(pages[1], /live|quiet/)

  await context.setOffline(true)
  for (const page of pages) await isIn(page, /offline/)
  await context.clock.runFor(65_000)
  const told = async () => (await Promise.all(pages.map(toldToShell))).flat()
  await expect.poll(told).toMatchObject([{ kind: 'stream.disconnected' }])
  for (const page of pages) {
    await expect(page.locator('[data-testid="dh-banner"][data-code="DH_ALERT_001"]')).toBeVisible()
  }
  expect(asked).toEqual([])

  await context.setOffline(false)
  await expect.poll(() => answers).toEqual([202])
  for (const page of pages) {
    await isIn(page, /live|quiet/)
    await expect(page.locator('[data-testid="dh-banner"][data-code="DH_ALERT_001"]')).toHaveCount(0)
  }
  await context.clock.runFor(30_000)
  expect(asked).toMatchObject([{ body: { kind: 'stream.disconnected', details: { ownNetwork: true } } }])
  expect(await told()).toHaveLength(1)
})

test('three terminates that fail are told once, even when nobody could be told before the page was loaded anew', async ({
  page,
  context,
}) => {
  await context.clock.install()
  const session = await openCliSession({ api: currentRun().urls.api, pluginId: 'com.powerx.e2e-escalation' })
  const { asked, answers } = notificationsOf(context)
  const failing = {
    status: 500,
    json: { code: 500, message: 'failed' },
    headers: { 'access-control-allow-origin': '*' },
  }
  await context.route('**/terminate', (route) => route.fulfill(failing))
  await context.route('**/notifications', (route) => route.fulfill(failing))
  await signIn(page, 'ops', `/dev-hotload/sessions/${session.sessionId}/logs`)

  const terminate = page.getByTestId('dh-session-detail').getByTestId('dh-terminate')
  for (const times of [1, 2, 3]) {
    await terminate.click()
    await page.getByTestId('dh-confirm-ok').click()
    // Three tries each, and the pauses between them pass faster.
    await expect(async () => {
      await context.clock.runFor(1_000)
      await expect(page.locator('[data-testid="dh-toast"][data-phase="failed"]')).toHaveCount(times, { timeout: 100 })
    }).toPass({ timeout: 10_000 })
  }
  await expect(page.locator('[data-testid="dh-banner"][data-code="DH_ALERT_002"]')).toBeVisible()
  expect(await toldToShell(page)).toMatchObject([
    { kind: 'terminate.failing', severity: 'critical', count: 3, sessionId: session.sessionId },
  ])
  await expect.poll(() => answers.length).toBeGreaterThan(0)

  await context.unroute('**/notifications')
  await page.reload()
  await expect.poll(() => answers.at(-1)).toBe(202)
  expect(new Set(asked.map(({ key }) => key)).size).toBe(1)
  expect(asked.at(-1)?.body).toMatchObject({ kind: 'terminate.failing', count: 3, sessionId: session.sessionId })
  expect(JSON.stringify(asked)).not.toContain('com.powerx')

  // One that works ends the alert.
  await context.unroute('**/terminate')
  await expect(page.locator('[data-testid="dh-banner"][data-code="DH_ALERT_002"]')).toBeVisible()
  await terminate.click()
  await page.getByTestId('dh-confirm-ok').click()
  await expect(page.getByTestId('dh-session-detail')).toContainText(/Ending/)
  await session.end()
  await expect(page.locator('[data-testid="dh-banner"][data-code="DH_ALERT_002"]')).toHaveCount(0)
  expect(await toldToShell(page)).toEqual([])
})
