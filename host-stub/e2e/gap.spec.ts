import { readAllRows } from './support/log-rows.ts'
import { numberOf, openNumberedSession } from './support/numbered-session.ts'
import { signIn } from './support/panel.ts'
import { currentRun } from './support/run.ts'
import { expect, test } from './support/test.ts'

test('what the server cannot replay is announced as a gap, and loading it leaves no line out', async ({
  page,
  context,
}) => {
  const session = await openNumberedSession({ api: currentRun().urls.api, pluginId: 'com.powerx.e2e-gap' })
  // A cursor of another server's log: nothing can be replayed from it.
  let isLost = false
  await page.route('**/internal/dev/plugins/stream*', (route, request) =>
    route.continue(isLost ? { headers: { ...request.headers(), 'last-event-id': 'of-another-log' } } : {}),
  )
  await signIn(page, 'ops', `/dev-hotload/sessions/${session.sessionId}/logs`)
  await session.post(10)
  await expect(page.getByTestId('dh-log-total')).toHaveAttribute('data-total', '10')

  isLost = true
  await context.setOffline(true)
  await expect(page.getByTestId('dh-connection')).toHaveAttribute('data-state', 'offline')
  await session.post(20)
  await context.setOffline(false)
  await expect(page.getByTestId('dh-connection')).toHaveAttribute('data-state', /live|quiet/)
  await session.post(5)

  const gap = page.locator('[data-testid="dh-log-row"][data-kind="gap"]')
  await expect(gap).toHaveCount(1)
  await expect(gap).toContainText('missed')
  const numbers = async () => (await readAllRows(page)).map((row) => numberOf(row.text)).filter((n) => n !== null)
  expect(await numbers()).not.toContain(20)

  await gap.getByRole('button', { name: 'Load the lines' }).click()
  await expect(gap).toHaveCount(0)
  expect(await numbers()).toEqual(Array.from({ length: 35 }, (_, index) => index + 1))
  await session.end()
})
