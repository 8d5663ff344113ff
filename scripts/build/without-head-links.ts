import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

const HELPER = '\0vite/preload-helper.js'

/**
 * Chunks that a chunk will need are asked for at once, but without Vite's `<link rel="modulepreload">` in the head of
 * the shell's page and without its `vite:preloadError` on the shell's window, upon which a Nuxt shell would reload the
 * whole page. Importing early is harmless here: nothing happens at import time.
 */
export function withoutHeadLinks(): Plugin {
  return {
    name: 'dev-hotload:without-head-links',
    enforce: 'pre',
    load: (id) => (id === HELPER ? { code: PRELOAD, moduleSideEffects: false } : undefined),
  }
}

const ADDRESSES = fileURLToPath(new URL('../../remote-dev-hotload/kernel/import-chunk.ts', import.meta.url))
/** `at` is for again-address.ts. */
const PRELOAD = `
import { chunkAddress } from ${JSON.stringify(ADDRESSES)}
const load = (load, deps, importer) => {
  for (const dep of deps ?? []) import(/* @vite-ignore */ new URL(chunkAddress(dep), importer).href).catch(() => {})
  return load()
}
export const __vitePreload = /* @__PURE__ */ Object.assign(load, { at: chunkAddress })
`
