import { fileURLToPath } from 'node:url'
import federation from '@originjs/vite-plugin-federation'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'
import { againAddress } from './scripts/build/again-address.ts'
import { firstChunkOf, withoutCircles } from './scripts/build/first-chunks.ts'
import { halvedTexts } from './scripts/build/first-texts.ts'
import { withoutHeadLinks } from './scripts/build/without-head-links.ts'
import { withoutVuePolicy } from './scripts/build/without-vue-policy.ts'
import { REMOTE_DOORS, REMOTE_NAME } from './scripts/remote-doors.ts'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** Packages that a shell may lend. */
const SHARED = ['vue', 'pinia', 'vue-router']

/** Chunks are named after their room or library, texts after their half: a network log can be read. */
function nameOf(face: string | null): string {
  const [, locale, part] = /\/locales\/([\w-]+)\.json\?(\w+)$/.exec(face ?? '') ?? []
  if (locale) return `${locale}-${part}`
  const [, library] = /\/node_modules\/([\w-]+)\//.exec(face ?? '') ?? []
  // The shared ones keep the name that tells them apart.
  if (library && !SHARED.includes(library)) return library
  return /remote-dev-hotload\/(?:app\/)?([\w-]+)\/index\.ts$/.exec(face ?? '')?.[1] ?? '[name]'
}

/** The remote. Its shell and its tests have configs of their own, without the remote's federation. */
export default defineConfig({
  root: at('remote-dev-hotload'),
  base: '/',
  plugins: [
    // Styles as text in the component, for the shadow root; see remote-dev-hotload/ui/surface.ts.
    vue({ features: { customElement: true } }),
    withoutVuePolicy(),
    withoutHeadLinks(),
    againAddress(),
    halvedTexts(at('remote-dev-hotload')),
    withoutCircles(),
    federation({
      name: REMOTE_NAME,
      filename: 'remoteEntry.js',
      // Absolute: the plugin resolves against the working directory, not against `root`.
      exposes: Object.fromEntries(
        Object.entries(REMOTE_DOORS).map(([door, file]) => [door, at(`remote-dev-hotload/${file}`)]),
      ),
      // The majors that PowerX Admin has; a shell with others gets our own copies instead.
      shared: {
        vue: { requiredVersion: '^3.5.0' },
        pinia: { requiredVersion: '^3.0.0' },
        'vue-router': { requiredVersion: '^4.5.0' },
      },
    }),
  ],
  define: {
    __VUE_OPTIONS_API__: 'true',
    __VUE_PROD_DEVTOOLS__: 'false',
    __VUE_I18N_FULL_INSTALL__: 'false',
    __VUE_I18N_LEGACY_API__: 'false',
    __INTLIFY_PROD_DEVTOOLS__: 'false',
  },
  // Chunks load from wherever the remote is served, not from the shell's origin.
  experimental: { renderBuiltUrl: () => ({ relative: true }) },
  build: {
    target: 'esnext',
    outDir: at('dist'),
    emptyOutDir: true,
    assetsDir: '',
    minify: 'esbuild',
    rollupOptions: {
      input: {},
      output: {
        chunkFileNames: ({ facadeModuleId }) => `${nameOf(facadeModuleId)}-[hash].js`,
        manualChunks: firstChunkOf,
        onlyExplicitManualChunks: true,
      },
      // Nothing happens at import time, so an index that is imported for one name drags nothing else along.
      treeshake: {
        moduleSideEffects: (id) => id.includes('node_modules') || id.includes('/expose/') || id.startsWith('\0'),
      },
    },
  },
})
