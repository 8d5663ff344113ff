import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'

/** Of the remote's own config only what a story needs: federation would make a remote of the Storybook. */
export default defineConfig({
  plugins: [vue({ features: { customElement: true } })],
  define: { __VUE_OPTIONS_API__: 'true', __VUE_PROD_DEVTOOLS__: 'false' },
  build: { target: 'esnext', chunkSizeWarningLimit: 2_000 },
})
