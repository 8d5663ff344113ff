import { openSession, signIn } from './support/panel.ts'
import { startPlugin } from './support/plugin.ts'
import { currentRun } from './support/run.ts'
import { telemetryOf } from './support/stub-page.ts'
import { expect, test } from './support/test.ts'

test('the page demands Trusted Types and allows no inline code or style', async ({ request }) => {
  const answer = await request.get(currentRun().urls.shell, { headers: { accept: 'text/html' } })
  const policy = answer.headers()['content-security-policy'] ?? ''
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain("require-trusted-types-for 'script'; trusted-types 'none'")
  expect(policy).not.toContain('unsafe-')
  expect(await answer.text()).not.toMatch(/<style|style=|<script(?![^>]*\ssrc=)/)
})

test('the charts are drawn where markup and styles of their own are refused, with nothing to report', async ({
  page,
}) => {
  const plugin = await startPlugin('com.powerx.e2e-csp')
  try {
    await signIn(page, 'ops')
    await openSession(page, plugin.sessionId)
    await page.getByTestId('dh-tab-metrics').click()
    const chart = page.locator('[data-testid="dh-chart"][data-metric="reloadLatencyP95Ms"]')
    await expect(chart.locator('.apexcharts-line-series').first()).toBeAttached()
    await expect(chart).toHaveAttribute('data-look', 'line')
    // It is drawn anew: in another size, and in the other theme.
    await page.setViewportSize({ width: 1280, height: 900 })
    await page.getByTestId('stub-theme').click()
    await expect(chart.getByTestId('dh-chart-points')).toBeVisible()
    await expect(page.getByTestId('dh-chart-note')).toHaveCount(0)
    expect(await page.evaluate(() => document.head.querySelectorAll('style').length)).toBe(0)
  } finally {
    await plugin.stop()
  }
})

test('a breach is reported to the shell and seen by it, and would fail a test', async ({ page, watch }) => {
  watch.expectFault(/dh-policy-breach (require-trusted-types-for|style-src)/)
  await signIn(page, 'ops', '/')
  await page.evaluate(() => {
    const here = document.createElement('div')
    here.setAttribute('style', 'color: red')
    try {
      Reflect.set(here, 'innerHTML', '<b>breach</b>')
    } catch {
      // Refused, as it should be.
    }
  })
  const seen = async () => (await telemetryOf(page)).violations.join('\n')
  await expect.poll(seen).toContain('require-trusted-types-for: trusted-types-sink')
  const reports = async () => (await fetch(`${currentRun().urls.shell}/stub/csp-reports`)).text()
  await expect.poll(reports).toContain('trusted-types-sink')
  expect(watch.faults()).toEqual([])
})
