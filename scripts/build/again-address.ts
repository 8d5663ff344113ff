import { init, parse } from 'es-module-lexer'
import type { Plugin } from 'vite'

/** What Vite puts around an `import()`, minified or not; the first group is the local name of its helper. */
const WRAPPED = /([\w$]+)\(\s*(?:async\s*)?\(\)\s*=>\s*(?:\{\s*const\s*\{[^{}]*\}\s*=\s*await\s+)?$/
const CHUNK = /^\.\/[^"'`]+\.js$/

/** Puts `helper.at(…)` around the address of each `import("./a.js")`. Throws for one that is not wrapped. */
export function withAgainAddress(code: string): string {
  const parts: string[] = []
  let done = 0
  for (const found of parse(code)[0]) {
    if (found.type !== 'dynamic' || found.specifier === undefined || !CHUNK.test(found.specifier)) continue
    const { specifier, importStart, start, end } = found
    const helper = WRAPPED.exec(code.slice(Math.max(0, importStart - 400), importStart))?.[1]
    if (!helper) throw new Error(`import(${JSON.stringify(specifier)}) does not stand in Vite's helper.`)
    parts.push(code.slice(done, start), `${helper}.at(${code.slice(start, end)})`)
    done = end
  }
  return parts.join('') + code.slice(done)
}

/**
 * Lets a file that did not arrive be asked for by another address; why, is told in kernel/import-chunk.ts. Done while
 * chunks are rendered, so that the names of the files are hashes of what is in them.
 */
export function againAddress(): Plugin {
  return {
    name: 'dev-hotload:again-address',
    enforce: 'post',
    renderChunk: {
      order: 'post',
      async handler(code, { fileName }) {
        // The federation plugin loads doors and shared packages by functions of its own.
        if (!code.includes('import(') || /^(remoteEntry|__federation_fn_import)/.test(fileName)) return null
        await init
        return { code: withAgainAddress(code), map: null }
      },
    },
  }
}
