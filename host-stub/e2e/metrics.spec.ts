import { openCliSession } from './support/cli-session.ts'
import { signIn } from './support/panel.ts'
import { currentRun } from './support/run.ts'
import { expect, test } from './support/test.ts'

test('a trend is drawn under the strict policy, read by the keyboard, and its points open the log of then', async ({
  page,
}) => {
  const { api, shell } = currentRun().urls
  const cli = await openCliSession({ api, pluginId: 'com.powerx.e2e-metrics' })
  try {
    await cli.log([{ message: 'long before the reload' }])
    await cli.reload({ sequence: 1, success: false, error: 'boom' })
    await cli.log([{ message: 'right after the reload' }])
    await signIn(page, 'ops', `/dev-hotload/sessions/${cli.sessionId}/metrics`)

    const chart = page.locator('[data-testid="dh-chart"][data-metric="reloadLatencyP95Ms"]')
    await expect(chart).toHaveAttribute('data-look', 'line')
    const points = chart.getByTestId('dh-chart-points')
    await points.focus()
    await page.keyboard.press('End')
    await expect(points).toHaveAttribute('aria-valuetext', /p95 38.ms, p50 38.ms, reload #1 failed/)
    await expect(chart.getByTestId('dh-chart-reading')).toContainText('reload #1 failed')

    await chart.getByTestId('dh-chart-toggle').click()
    await expect(chart.getByTestId('dh-chart-table')).toContainText('reload #1 failed')
    await chart.getByTestId('dh-chart-toggle').click()

    const asked = page.waitForRequest((request) => request.postData()?.includes('"windowMs":3600000') === true)
    await page.getByTestId('dh-metrics-window').and(page.locator('[data-window="3600000"]')).click()
    expect((await asked).postDataJSON()).toMatchObject({ variables: { trendMs: 7_200_000, stepMs: 60_000 } })

    await points.focus()
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/\/logs\?at=/)
    const here = page.locator('.dh-log-row[aria-current]')
    await expect(here).toBeVisible()
    await expect(here).not.toContainText('long before the reload')
    // The address alone brings it back.
    await page.goto(`${shell}${new URL(page.url()).pathname}${new URL(page.url()).search}`)
    await expect(here).toBeVisible()
  } finally {
    await cli.end()
  }
})
