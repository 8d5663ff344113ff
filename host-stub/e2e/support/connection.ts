import { expect, type Locator, type Page } from '@playwright/test'
import { readAllRows } from './log-rows.ts'
import { numberOf, type NumberedSession } from './numbered-session.ts'

export const connectionOf = (page: Page): Locator => page.getByTestId('dh-connection')

export const expectLive = (page: Page): Promise<void> =>
  expect(connectionOf(page)).toHaveAttribute('data-state', /live|quiet/)

/** Remembers every state that the panel shows from now on, as long as the page stays. */
export async function recordStates(page: Page): Promise<() => Promise<string[]>> {
  const handle = await connectionOf(page).evaluateHandle((element) => {
    const states = [element.getAttribute('data-state') ?? '']
    const note = () => states.push(element.getAttribute('data-state') ?? '')
    new MutationObserver(note).observe(element, { attributeFilter: ['data-state'] })
    return states
  })
  return () => handle.jsonValue()
}

/** Every line that was posted is in the log once and in order, and no gap is needed to say so. */
export async function expectWhole(page: Page, session: NumberedSession): Promise<void> {
  const total = page.getByTestId('dh-log-total')
  await expect.poll(async () => Number(await total.getAttribute('data-total'))).toBeGreaterThanOrEqual(session.posted())
  const rows = await readAllRows(page)
  const numbers = rows.filter(({ kind }) => kind === 'line').map(({ text }) => numberOf(text))
  expect(numbers).toEqual(Array.from({ length: session.posted() }, (_, index) => index + 1))
  expect(rows.filter(({ kind }) => kind === 'gap')).toEqual([])
}
