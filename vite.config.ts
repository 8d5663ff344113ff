import { fileURLToPath } from 'node:url'
import federation from '@originjs/vite-plugin-federation'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'
import { REMOTE_DOORS, REMOTE_NAME } from './scripts/remote-doors.ts'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** Chunks are named after their room, so that a network log can be read. */
const roomOf = (face: string | null) => /remote-dev-hotload\/(?:app\/)?([\w-]+)\/index\.ts$/.exec(face ?? '')?.[1]

/** The remote. Its shell and its tests have configs of their own, without the remote's federation. */
export default defineConfig({
  root: at('remote-dev-hotload'),
  base: '/',
  plugins: [
    // Styles as text in the component, for the shadow root; see remote-dev-hotload/ui/surface.ts.
    vue({ features: { customElement: true } }),
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
      output: { chunkFileNames: ({ facadeModuleId }) => `${roomOf(facadeModuleId) ?? '[name]'}-[hash].js` },
      // Nothing happens at import time, so an index that is imported for one name drags nothing else along.
      treeshake: {
        moduleSideEffects: (id) => id.includes('node_modules') || id.includes('/expose/') || id.startsWith('\0'),
      },
    },
  },
})
