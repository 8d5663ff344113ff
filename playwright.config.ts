import { defineConfig } from '@playwright/test'
import { findChromium } from './scripts/find-chromium.mjs'
import { tellNobody } from './scripts/test/tell-nobody.ts'

tellNobody(process.env)

const executablePath = findChromium()

/** Browser tests against the very processes of `npm start`; see host-stub/e2e/support/start-everything.ts. */
export default defineConfig({
  testDir: 'host-stub/e2e',
  globalSetup: './host-stub/e2e/support/start-everything.ts',
  // Most of a test is waiting, so two at a time cost less than one after the other.
  workers: 2,
  // The longest start first.
  projects: [
    { name: 'longest', testMatch: /numbered-feed|server-restart/ },
    { name: 'others', testIgnore: /numbered-feed|server-restart/ },
  ],
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list']],
  outputDir: 'test-results',
  use: {
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
    // A trace records every event of a stream and slows the page that is measured: --trace on, when it is needed.
    trace: 'off',
    launchOptions: {
      ...(executablePath === null ? {} : { executablePath }),
      // Chromium refuses its sandbox to root, as CI containers often are.
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    },
  },
})
