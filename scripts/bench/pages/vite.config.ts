import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'

/** The pages of the benchmark: one document, a chunk for each viewer. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [vue()],
  logLevel: 'warn',
  build: {
    target: 'esnext',
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    // The size of other people's libraries is not ours to judge here.
    chunkSizeWarningLimit: 5_000,
  },
})
