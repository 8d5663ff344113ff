import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from '@playwright/test'
import { openCliSession, type CliSession } from './support/cli-session.ts'
import { currentRun } from './support/run.ts'
import { startShell, type SecondShell } from './support/shell.ts'
import { expect, test } from './support/test.ts'

/**
 * A Grafana as far as a page around it can tell one: below `/works` it may be framed, elsewhere it forbids it as Grafana
 * does by default. Its page tries what a frame must not be able to do, and writes down what came of it.
 */
const PANEL = `<!doctype html><title>panel</title><h1></h1><p id="storage"></p><p id="out"></p><script>
  const asked = new URLSearchParams(location.search)
  document.querySelector('h1').textContent = 'panel ' + asked.get('panelId') + ' ' + asked.get('theme')
  const attempt = (run) => { try { return run() ? 'could' : 'nothing' } catch { return 'refused' } }
  storage.textContent = attempt(() => { localStorage.setItem('a', '1'); return localStorage.getItem('a') === '1' })
  out.textContent = [
    attempt(() => parent.document.title),
    attempt(() => open('about:blank')),
    attempt(() => { top.location.href = location.origin; return true }),
    document.referrer,
  ].join(' ')
</script>`

let grafana: Server
let origin: string
let shell: SecondShell
let session: CliSession
const asked: string[] = []

test.beforeAll(async () => {
  grafana = createServer((request, response) => {
    const path = request.url ?? ''
    if (path.includes('/d-solo/')) asked.push(path)
    response.writeHead(200, {
      'content-type': 'text/html',
      ...(path.startsWith('/works/') ? {} : { 'x-frame-options': 'deny' }),
    })
    response.end(PANEL)
  })
  await new Promise<void>((resolve) => grafana.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(grafana.address() as AddressInfo).port}`
  const { api } = currentRun().urls
  shell = await startShell({ api, panelApi: api, config: { PX_DEV_GRAFANA_URL: `${origin}/works?auth_token=secret` } })
  session = await openCliSession({ api, pluginId: 'com.powerx.e2e-grafana' })
})
test.afterAll(async () => {
  await session.end()
  shell.stop()
  grafana.close()
})

/** The policy of the page stays; only the panel hears of another address. */
const tellPanel = (page: Page, address: string) =>
  page.route('**/stub/config.json', async (route) => {
    const answer = await route.fetch()
    const body = (await answer.json()) as { config: Record<string, string> }
    await route.fulfill({ json: { ...body, config: { ...body.config, PX_DEV_GRAFANA_URL: address } } })
  })

async function openMetrics(page: Page): Promise<void> {
  await shell.signIn(page, 'ops', `/dev-hotload/sessions/${session.sessionId}/metrics`)
  await page.getByTestId('dh-grafana').scrollIntoViewIfNeeded()
}

const frames = (page: Page) => page.getByTestId('dh-grafana-frame').locator('iframe')
const inFrame = (page: Page, nth: number) => page.getByTestId('dh-grafana-frame').nth(nth).frameLocator('iframe')

test('panels of Grafana follow session, window and theme, in frames that can do nothing to the page around them', async ({
  page,
}) => {
  asked.length = 0
  await openMetrics(page)
  await expect(inFrame(page, 0).locator('h1')).toHaveText('panel 2 light')
  await expect(inFrame(page, 1).locator('h1')).toHaveText('panel 3 light')
  // What Grafana does not start without, and what no frame may do: read, open, leave with the page, know where it is.
  await expect(inFrame(page, 0).locator('#storage')).toHaveText('could')
  await expect(inFrame(page, 0).locator('#out')).toHaveText(/^refused (nothing|refused) refused\s*$/)

  const address = page.url()
  await page.getByTestId('stub-theme').click()
  await expect(inFrame(page, 1).locator('h1')).toHaveText('panel 3 dark')
  expect(page.url()).toBe(address)
  for (const path of asked) {
    expect(path).toContain(`var-session=${session.sessionId}`)
    expect(path).toContain('from=now-15m&to=now&var-tenant=')
    expect(path).not.toContain('secret')
  }

  // New frames, not steps of the Back button: one step leaves the page.
  await page.goBack()
  await expect(page.getByTestId('dh-grafana')).toHaveCount(0)
})

test('a Grafana that refuses leaves a sentence and a link, and so does a page that allows no such frame', async ({
  page,
  context,
  watch,
}) => {
  await tellPanel(page, `${origin}/refuses`)
  await openMetrics(page)
  await expect(frames(page)).toHaveCount(2)
  await expect(page.getByTestId('dh-grafana-frame').nth(1)).toHaveAttribute('data-state', 'answered')
  await expect(page.getByTestId('dh-grafana-note')).toContainText('open the dashboard in Grafana')
  const link = page.getByTestId('dh-grafana-link')
  await expect(link).toHaveAttribute('href', new RegExp(`^${origin}/refuses/d/powerx-admin-dev-hotload/`))

  watch.expectFault(/dh-policy-breach frame-src http:\/\/localhost/)
  const other = await context.newPage()
  const breaches: string[] = []
  other.on('console', (message) => void (/dh-policy-breach/.test(message.text()) && breaches.push(message.text())))
  await tellPanel(other, origin.replace('127.0.0.1', 'localhost'))
  await openMetrics(other)
  await expect(other.getByTestId('dh-grafana')).toHaveAttribute('data-state', 'policy')
  await expect(other.getByTestId('dh-grafana-note')).toContainText('allows no frames from http://localhost')
  await expect(frames(other)).toHaveCount(0)
  await expect(other.getByTestId('dh-grafana-link')).toBeVisible()
  // Gone and back: what the page forbids is not tried again.
  await other.getByTestId('dh-tab-details').click()
  await other.getByTestId('dh-tab-metrics').click()
  await expect(other.getByTestId('dh-grafana')).toHaveAttribute('data-state', 'policy')
  expect(breaches).toHaveLength(1)
})
