import type { Page } from '@playwright/test'

/** Looks that the hostile theme of the shell tries to force. */
const PROPERTIES = [
  'background-color',
  'border-top-color',
  'color',
  'transition-duration',
  'padding-left',
  'font-size',
  'display',
  'fill',
]

export type Looks = Record<string, Record<string, string>>

/** Computed styles of the first element of each test id. */
export async function looksOf(page: Page, testIds: readonly string[]): Promise<Looks> {
  const looks: Looks = {}
  for (const id of testIds) {
    looks[id] = await page
      .getByTestId(id)
      .first()
      .evaluate((element, names) => {
        const style = getComputedStyle(element)
        return Object.fromEntries(names.map((name) => [name, style.getPropertyValue(name)]))
      }, PROPERTIES)
  }
  return looks
}

/** Waits out the transitions that the theme puts on everything: a colour half way is no look of anybody's. */
export const settled = (page: Page) =>
  page.evaluate(() =>
    Promise.allSettled(
      document
        .getAnimations()
        .filter((animation) => animation.effect?.getComputedTiming().endTime !== Infinity)
        .map((animation) => animation.finished),
    ),
  )

/** Takes every rule of the shell away, but for the custom properties that it lends. */
export const dropShellRules = (page: Page) =>
  page.evaluate(() => {
    for (const sheet of [...document.styleSheets]) {
      for (let i = sheet.cssRules.length - 1; i >= 0; i--) {
        const rule = sheet.cssRules[i]
        const lends = rule instanceof CSSStyleRule && /^(:root|html|\.dark|:host|body)/.test(rule.selectorText)
        if (!lends) sheet.deleteRule(i)
      }
    }
  })
