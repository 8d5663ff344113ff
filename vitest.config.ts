import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'
import { tellNobody } from './scripts/test/tell-nobody.ts'

tellNobody(process.env)

const quiet = ['**/node_modules/**', '**/dist/**']

/** One module graph for all files of a worker: most of the time went into loading it anew for each of them. */
const isolate = false

export default defineConfig({
  plugins: [vue({ features: { customElement: true } })],
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          isolate,
          environment: 'happy-dom',
          include: ['remote-dev-hotload/**/*.{test,spec}.ts'],
          exclude: [...quiet, 'remote-dev-hotload/tests/integration/**'],
          setupFiles: ['remote-dev-hotload/tests/fail-on-noise.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'node',
          isolate,
          environment: 'node',
          include: ['contracts/**/*.test.ts', 'scripts/**/*.test.ts', 'host-stub/**/*.test.ts'],
          exclude: [...quiet, 'host-stub/e2e/**'],
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          environment: 'node',
          include: ['remote-dev-hotload/tests/integration/**/*.spec.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
