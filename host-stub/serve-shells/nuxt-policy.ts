import { createHash } from 'node:crypto'

const INLINE_SCRIPT = /<script(?![^>]*\bsrc=)(?![^>]*application\/json)[^>]*>([\s\S]*?)<\/script>/g

/** Nuxt UI removes its first colours with this script once the page has others. */
const NUXT_UI_SCRIPT = "document.head.removeChild(document.querySelector('[data-nuxt-ui-colors]'))"

const hashOf = (script: string): string => `'sha256-${createHash('sha256').update(script).digest('base64')}'`

/**
 * The strict policy, less what a Nuxt shell needs for itself: Nuxt writes inline scripts into its page (named by their
 * hashes), Nuxt UI sets styles by text and by `innerHTML` and draws icons from `data:`. The panel needs none of it.
 */
export function nuxtPolicy(strict: string, page: string): string {
  const scripts = [...page.matchAll(INLINE_SCRIPT)].map(([, script = '']) => script)
  const hashes = [...scripts, NUXT_UI_SCRIPT].map(hashOf).join(' ')
  return strict
    .split('; ')
    .filter((directive) => !/^(require-trusted-types-for|trusted-types)\b/.test(directive))
    .map((directive) => {
      if (directive.startsWith('script-src ')) return `${directive} ${hashes}`
      if (directive.startsWith('style-src ')) return `${directive} 'unsafe-inline'`
      if (directive.startsWith('img-src ')) return `${directive} data:`
      return directive
    })
    .join('; ')
}
