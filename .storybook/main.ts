import type { StorybookConfig } from '@storybook/vue3-vite'

/** Nothing here talks to the network: no telemetry, no notes on releases, no survey. */
const config: StorybookConfig = {
  stories: ['../remote-dev-hotload/**/*.stories.ts'],
  addons: ['@storybook/addon-a11y', '@storybook/addon-vitest'],
  framework: { name: '@storybook/vue3-vite', options: { docgen: false } },
  core: {
    disableTelemetry: true,
    disableWhatsNewNotifications: true,
    builder: { name: '@storybook/builder-vite', options: { viteConfigPath: '.storybook/vite.config.ts' } },
  },
  features: { sidebarOnboardingChecklist: false },
}

export default config
