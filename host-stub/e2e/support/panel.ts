import { expect, type Locator, type Page } from '@playwright/test'
import { currentRun } from './run.ts'

export type Role = 'ops' | 'engineer' | 'viewer'

/** Opens an address of the shell as one of the three people. */
export async function signIn(page: Page, role: Role, path = '/dev-hotload'): Promise<void> {
  await page.goto(`${currentRun().urls.shell}${path}`)
  await page.getByTestId(`stub-sign-in-${role}`).click()
  // The click asks for a token; before it is there, nobody is signed in.
  await expect(page.getByTestId('stub-sign-out')).toBeAttached()
}

export const sessionRow = (page: Page, sessionId: string): Locator =>
  page.locator(`[data-testid="dh-session-row"][data-session-id="${sessionId}"]`)

/** Clicks the row where it is not a button. */
export async function openSession(page: Page, sessionId: string): Promise<void> {
  await sessionRow(page, sessionId).locator('.dh-session-link').click()
  await expect(page.getByTestId('dh-session-detail')).toHaveAttribute('data-session-id', sessionId)
}

export const logRow = (page: Page, text: string | RegExp): Locator =>
  page.getByTestId('dh-log-row').filter({ hasText: text })
