import type { Page } from '@playwright/test'
import { openCliSession } from './support/cli-session.ts'
import { sessionRow, signIn } from './support/panel.ts'
import { currentRun } from './support/run.ts'
import type { StubPage } from './support/stub-page.ts'
import { expect, test } from './support/test.ts'

/** `name@version+build` of the remote that is served. */
async function servedRelease(): Promise<string> {
  const manifest = await fetch(`${currentRun().urls.remote}/manifest.json`)
  const { name, version, build } = (await manifest.json()) as Record<'name' | 'version' | 'build', string>
  return `${name}@${version}+${build}`
}

function originsAskedBy(page: Page): Set<string> {
  const origins = new Set<string>()
  page.on('request', (request) => void origins.add(new URL(request.url()).origin))
  return origins
}

test('the shell’s Sentry has the crumbs, the time and the fault of a terminate, and sends them nowhere', async ({
  page,
}) => {
  const { urls } = currentRun()
  const origins = originsAskedBy(page)
  const session = await openCliSession({ api: urls.api, pluginId: 'com.powerx.e2e-telemetry' })
  await signIn(page, 'ops')
  await sessionRow(page, session.sessionId).getByTestId('dh-terminate').click()
  await page.getByTestId('dh-confirm-ok').click()
  const toast = page.getByTestId('dh-toast')
  await expect(toast).toHaveAttribute('data-phase', /accepted|observed/)
  await session.end()
  await expect(toast).toHaveAttribute('data-phase', 'done')

  await page.evaluate(() => {
    const { host } = (globalThis as unknown as StubPage).devHotloadStub
    host.navigation.push = () => {
      throw new TypeError('password=hunter2')
    }
  })
  await sessionRow(page, session.sessionId).locator('.dh-session-link').click()

  await page.getByTestId('stub-menu-telemetry').click()
  const words = page.locator(`[data-testid="stub-telemetry-crumb"]`, { hasText: session.sessionId })
  await expect(words).toHaveCount(3)
  const crumbs = await words.evaluateAll((rows) => rows.map((row) => row.getAttribute('data-crumb')))
  expect(crumbs.toReversed()).toEqual(['requested', 'accepted', 'done'].map((word) => `session.terminate: ${word}`))

  const release = await servedRelease()
  const metric = (name: string) => page.locator(`[data-name="admin.dev_hotload.${name}"]`).first()
  for (const name of ['active_sessions', 'log_throughput', 'terminate_latency_ms']) {
    await expect(metric(name)).toHaveAttribute('data-release', release)
  }
  await expect(metric('terminate_latency_ms')).toContainText('distribution')

  const fault = page.locator('[data-testid="stub-telemetry-exception"][data-code="DH_HOST_002"]').first()
  await expect(fault).toHaveAttribute('data-project', 'dev_hotload')
  await expect(fault).toHaveAttribute('data-release', release)
  await expect(fault).toContainText('DH_HOST_002: TypeError')
  await expect(fault).toContainText('member = navigation.push')
  await expect(fault).toContainText('door = dashboard')
  await fault.locator('summary').click()
  await expect(fault.locator('pre')).toContainText('session.terminate: done')
  await expect(fault.locator('pre')).not.toContainText('hunter2')

  const own = [urls.shell, urls.api, urls.remote].map((url) => new URL(url).origin)
  expect([...origins].filter((origin) => !own.includes(origin))).toEqual([])
})
