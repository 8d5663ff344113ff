/** The settings of PowerX Admin's web-admin that a mounted panel can feel. */
export default defineNuxtConfig({
  compatibilityDate: '2024-11-01',
  ssr: false,
  modules: ['@nuxtjs/color-mode', '@nuxt/ui', '@pinia/nuxt'],
  app: {
    head: { title: 'PowerX Admin (Nuxt)', link: [{ rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' }] },
  },
  css: ['~/assets/css/main.css'],
  colorMode: { preference: 'light', classSuffix: '', storageKey: 'powerx-color-mode' },
  ui: { fonts: false },
  // Drawn from the installed collection at build time; nobody is asked for an icon, at build or later.
  icon: { provider: 'none', clientBundle: { scan: true, icons: ['lucide:x'] } },
  telemetry: false,
  devtools: { enabled: false },
  // Names that the checks of this repository leave alone.
  buildDir: 'node_modules/.nuxt',
  nitro: { output: { dir: 'dist' } },
})
