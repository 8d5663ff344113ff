import { openCliSession, type CliSession } from './support/cli-session.ts'
import { sessionRow, signIn } from './support/panel.ts'
import { currentRun } from './support/run.ts'
import { expect, test } from './support/test.ts'

const NAME = 'com.powerx.e2e-calm'

test.describe('the list under the pointer', () => {
  const sessions: CliSession[] = []
  const open = async (name: string) => {
    const session = await openCliSession({ api: currentRun().urls.api, pluginId: `${NAME}-${name}` })
    sessions.push(session)
    return session
  }
  test.afterAll(() => Promise.allSettled(sessions.map((session) => session.end())))

  test('rows stay where they are until their new order is asked for', async ({ page }) => {
    const [first, second] = [await open('first'), await open('second')]
    await signIn(page, 'ops', `/dev-hotload?q=${NAME}`)
    const order = () =>
      page.getByTestId('dh-session-row').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-session-id')))
    await expect.poll(order).toEqual([second.sessionId, first.sessionId])

    await sessionRow(page, first.sessionId).hover()
    const third = await open('third')
    await expect(page.getByTestId('dh-order-apply')).toBeVisible()
    expect(await order()).toEqual([second.sessionId, first.sessionId])

    await page.getByTestId('dh-order-apply').click()
    await expect.poll(order).toEqual([third.sessionId, second.sessionId, first.sessionId])
    await expect(page.getByTestId('dh-order-apply')).toHaveCount(0)
  })

  test('new errors are counted on the row, and its badge opens them in the log', async ({ page }) => {
    const session = await open('errors')
    await session.log([{ level: 'error', message: 'from before anybody looked' }])
    await signIn(page, 'ops', `/dev-hotload?q=${NAME}-errors`)
    await expect(sessionRow(page, session.sessionId)).toBeVisible()
    await session.log([
      { level: 'info', message: 'nothing to see' },
      { level: 'error', message: 'the pricing table is gone' },
      { level: 'error', message: 'and so are the orders' },
    ])
    const badge = sessionRow(page, session.sessionId).getByTestId('dh-unread-errors').filter({ visible: true })
    await expect(badge).toContainText('2')
    await badge.click()
    await expect(page).toHaveURL(/logs\?.*level=error/)
    await expect(page.locator('[data-testid="dh-log-row"][data-kind="line"]')).toHaveCount(3)
    await page.goBack()
    await expect(badge).toHaveCount(0)
  })
})
