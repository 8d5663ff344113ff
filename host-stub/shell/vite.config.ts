import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import federation from '@originjs/vite-plugin-federation'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'
import { withoutVuePolicy } from '../../scripts/build/without-vue-policy.ts'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

const versionOf = (name: string): string => {
  const manifest: unknown = JSON.parse(readFileSync(at(`../../node_modules/${name}/package.json`), 'utf8'))
  return (manifest as { version: string }).version
}

const SHARED = ['vue', 'pinia', 'vue-router']

/** The shell, as a federation host whose remote is named at run time by `/stub/config.json`. */
export default defineConfig({
  root: at('.'),
  plugins: [
    vue(),
    withoutVuePolicy(),
    federation({
      name: 'powerx_admin',
      remotes: {
        dev_hotload: {
          external: 'Promise.resolve(globalThis.__devHotloadRemoteUrl__)',
          externalType: 'promise',
          format: 'esm',
          from: 'vite',
        },
      },
      shared: Object.fromEntries(SHARED.map((name) => [name, { version: versionOf(name), generate: true }])),
    }),
  ],
  define: {
    __SHARED_VERSIONS__: JSON.stringify(Object.fromEntries(SHARED.map((name) => [name, versionOf(name)]))),
  },
  cacheDir: at('.vite'),
  build: {
    // Shared modules are awaited at the top level of every chunk.
    target: 'esnext',
    outDir: at('dist'),
    emptyOutDir: true,
    minify: 'esbuild',
    modulePreload: { polyfill: false },
  },
})
