import { fileURLToPath } from 'node:url'
import { storybookTest } from '@storybook/addon-vitest/vitest-plugin'
import vue from '@vitejs/plugin-vue'
import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import { findChromium } from '../scripts/find-chromium.mjs'

const executablePath = findChromium()
const provider = playwright({
  launchOptions: {
    ...(executablePath === null ? {} : { executablePath }),
    // Chromium refuses its sandbox to root, as CI containers often are.
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  },
  contextOptions: { timezoneId: 'UTC', reducedMotion: 'reduce' },
})

/** Found only while the first story runs, a dependency would make the browser load everything again in the middle of it. */
const optimizeDeps = {
  include: [
    '@storybook/vue3-vite',
    '@storybook/addon-a11y/preview',
    '@vueuse/core',
    'apexcharts',
    'eventsource-parser',
    'fflate',
    'graphql-request',
    'idb',
    'pinia',
    're2js',
    'reka-ui',
    'vue',
    'vue-i18n',
    'vue-router',
    'zod/mini',
  ],
}

/** Every story in a real browser, light in English and dark in Chinese: nothing on the console, nothing for axe. */
const stories = (name: string, initialGlobals: Record<string, string>) => ({
  optimizeDeps,
  plugins: [
    vue({ features: { customElement: true } }),
    storybookTest({ configDir: fileURLToPath(new URL('.', import.meta.url)), initialGlobals }),
  ],
  test: {
    name,
    // The first story of a room loads all of it, on a crowded machine for longer than Storybook's 15 s.
    testTimeout: 60_000,
    setupFiles: ['remote-dev-hotload/tests/fail-on-noise.ts'],
    // Each story has an app and a panel of its own; a page for each file would only load everything again.
    isolate: false,
    browser: {
      enabled: true,
      headless: true,
      provider,
      instances: [{ browser: 'chromium' as const }],
      viewport: { width: 900, height: 700 },
      screenshotFailures: false,
    },
  },
})

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    projects: [
      stories('stories', { theme: 'light', locale: 'en-US' }),
      stories('stories-dark', { theme: 'dark', locale: 'zh-CN' }),
    ],
  },
})
