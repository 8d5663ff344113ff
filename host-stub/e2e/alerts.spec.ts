import type { Locator, Page } from '@playwright/test'
import { openCliSession, type CliSession } from './support/cli-session.ts'
import { expectLive } from './support/connection.ts'
import { askGateway } from './support/dev-api.ts'
import { signIn } from './support/panel.ts'
import { currentRun } from './support/run.ts'
import { expect, test } from './support/test.ts'

interface KnownAlert {
  readonly alertId: string
  readonly fingerprint: string
  readonly sessionId: string
}

/** What the server has raised for a session, by rule. */
async function alertOf(session: CliSession, rule: string): Promise<KnownAlert> {
  const { devHotloadAlerts } = await askGateway<{ devHotloadAlerts: KnownAlert[] }>(
    '{ devHotloadAlerts { alertId fingerprint sessionId } }',
  )
  return devHotloadAlerts.find(({ fingerprint }) => fingerprint === `${rule}:${session.sessionId}`)!
}
const entry = (page: Page, { alertId }: KnownAlert): Locator =>
  page.locator(`[data-testid="dh-alert"][data-alert-id="${alertId}"]`)

const STORM = 5_000

/** Lets a test put events among those of the real stream: 5 000 real ones would take the server a minute. */
async function openStormGate(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const { fetch } = window
    window.fetch = async (input, init) => {
      const response = await fetch(input, init)
      const url = input instanceof Request ? input.url : String(input)
      if (!response.body || !url.includes('/plugins/stream')) return response
      const gate = new TransformStream<Uint8Array, Uint8Array>({
        start: (controller) =>
          void Object.assign(window, {
            putOnStream: (text: string) => controller.enqueue(new TextEncoder().encode(text)),
          }),
      })
      return new Response(response.body.pipeThrough(gate), { status: response.status, headers: response.headers })
    }
  })
}

/** The alert is raised so often, or so many others like it; a hundred at a time, a frame apart. */
async function raiseStorm(page: Page, alert: KnownAlert, kind: 'equal' | 'different'): Promise<void> {
  await page.evaluate(
    async ({ alert, kind, times }) => {
      const { putOnStream } = window as unknown as { putOnStream(text: string): void }
      let text = ''
      for (let n = 1; n <= times; n++) {
        const at = new Date().toISOString()
        const own = kind === 'equal' ? { count: n } : { alertId: `storm-${n}`, fingerprint: `storm:${n}`, count: 1 }
        const payload = {
          ...{ severity: 'WARNING', state: 'OPEN', title: 'Storm', message: `number ${n}` },
          ...{ firstRaisedAt: at, lastRaisedAt: at, ...alert, ...own },
        }
        text += `event: AlertUpdated\ndata: ${JSON.stringify({ type: 'AlertUpdated', ts: at, payload })}\n\n`
        if (n % 100 > 0) continue
        putOnStream(text)
        text = ''
        await new Promise(requestAnimationFrame)
      }
    },
    { alert, kind, times: STORM },
  )
}

const failing = (sequence: number) => ({ sequence, success: false, error: 'src/route.ts:1 broken' })

test.describe('the inbox', () => {
  let session: CliSession

  test.beforeEach(async () => {
    session = await openCliSession({ api: currentRun().urls.api, pluginId: 'com.powerx.e2e-alerts' })
  })
  test.afterEach(() => session.end())

  test('what one acknowledges or puts off the other sees at once, by name', async ({ browser }) => {
    await session.reload(failing(1))
    const alert = await alertOf(session, 'reload.failed')
    const contexts = [await browser.newContext(), await browser.newContext()]
    const [ops, engineer] = [await contexts[0]!.newPage(), await contexts[1]!.newPage()]
    await Promise.all([
      signIn(ops, 'ops', '/dev-hotload/alerts?state=open'),
      signIn(engineer, 'engineer', `/dev-hotload/sessions/${session.sessionId}/alerts`),
    ])
    await expect(entry(engineer, alert)).toHaveAttribute('data-state', 'OPEN')

    await entry(ops, alert).getByTestId('dh-alert-ack').click()
    await expect(entry(engineer, alert)).toHaveAttribute('data-state', 'ACKNOWLEDGED')
    await expect(entry(engineer, alert)).toContainText('Olivia Santos')
    // Still in sight of who has just pressed it, with the focus, though it is not open any more.
    await expect(entry(ops, alert)).toHaveAttribute('data-state', 'ACKNOWLEDGED')
    await expect(entry(ops, alert)).toBeFocused()

    await entry(engineer, alert).getByTestId('dh-alert-snooze').click()
    await engineer.locator('[data-testid="dh-alert-snooze-for"][data-snooze="hour"]').click()
    await expect(entry(engineer, alert)).toHaveAttribute('data-state', 'SNOOZED')
    await expect(entry(ops, alert)).toHaveAttribute('data-state', 'SNOOZED')
    await Promise.all(contexts.map((context) => context.close()))
  })

  test('5 000 equal alerts are one entry, 5 000 different ones a page of them, and both can be worked with', async ({
    page,
  }) => {
    await openStormGate(page)
    await session.reload(failing(1))
    const alert = await alertOf(session, 'reload.failed')
    await signIn(page, 'ops', '/dev-hotload/alerts?state=open')
    await expect(entry(page, alert)).toHaveAttribute('data-count', '1')
    await expectLive(page)
    const rows = await page.getByTestId('dh-alert').count()

    await raiseStorm(page, alert, 'equal')
    await expect(entry(page, alert)).toHaveAttribute('data-count', '5000')
    await expect(page.getByTestId('dh-alert')).toHaveCount(rows)
    await entry(page, alert).getByTestId('dh-alert-ack').click()
    await expect(entry(page, alert)).toHaveAttribute('data-state', 'ACKNOWLEDGED')

    await raiseStorm(page, alert, 'different')
    await page.locator('[data-testid="dh-alert-severity"][data-severity="WARNING"]').click()
    await expect(page.getByTestId('dh-alerts-count')).toHaveAttribute('data-total', /^5\d{3}$/)
    await expect(page.getByTestId('dh-alert')).toHaveCount(50)
    await page.getByTestId('dh-alerts-more').click()
    await expect(page.getByTestId('dh-alert')).toHaveCount(100)
  })
})
