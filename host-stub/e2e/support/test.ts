import { test as base, type BrowserContext } from '@playwright/test'

export { expect } from '@playwright/test'

/** What went wrong in the browser while a test ran, beside what the test looks at. */
export interface Watch {
  /** Faults that this test brings about on purpose: each is left out of the verdict. */
  expectFault(pattern: RegExp): void
  /** Everything so far that nobody expected, one line each. */
  faults(): string[]
}

const SAID = 'dh-policy-breach'

/** Runs in the page before anything of the page does. Every report is such an event first; the server's list of them is
 * of all tests that run at the time. */
function tellOfBreaches(said: string): void {
  document.addEventListener('securitypolicyviolation', (breach) => {
    const where = `${breach.sourceFile}:${breach.lineNumber}`
    console.debug(`${said} ${breach.effectiveDirective} ${breach.blockedURI} ${where} ${breach.sample}`)
  })
}

async function listenTo(context: BrowserContext, seen: string[]): Promise<void> {
  context.on('page', (page) => {
    // Rejected promises that nobody caught come this way too.
    page.on('pageerror', (error) => seen.push(`uncaught: ${error.stack ?? String(error)}`))
    page.on('console', (message) => {
      if (message.text().startsWith(SAID)) seen.push(message.text())
    })
  })
  await context.addInitScript(tellOfBreaches, SAID)
}

/**
 * Every test of the suite: it fails when the page's policy was breached once, or when an error or a rejected promise
 * reached the page's window, in whatever context the test has opened.
 */
export const test = base.extend<{ watch: Watch }>({
  watch: [
    async ({ browser }, use) => {
      const seen: string[] = []
      const expected: RegExp[] = []
      const faults = () => seen.filter((fault) => !expected.some((pattern) => pattern.test(fault)))
      const open = browser.newContext
      browser.newContext = async (options) => {
        const context = await open.call(browser, options)
        await listenTo(context, seen)
        return context
      }
      await use({ expectFault: (pattern) => void expected.push(pattern), faults })
      browser.newContext = open
      const found = [...new Set(faults())]
      if (found.length > 0) throw new Error(`The page was not well:\n${found.join('\n')}`)
    },
    { auto: true },
  ],
})
