import type { Plugin } from 'vite'

/** Vue's runtime for browsers, whichever of its entries a build takes. */
const RUNTIME = /\/@vue\/runtime-dom\/dist\/runtime-dom\.esm-(?:bundler|browser(?:\.prod)?)\.js(?:\?|$)/
const LOOKS_FOR_FACTORY = 'typeof window !== "undefined" && window.trustedTypes'

/**
 * Takes away Vue's own Trusted Types policy. At load Vue asks for a policy named `vue`, which a page with
 * `trusted-types 'none'` refuses and reports. Vue needs it for markup in `v-html` and for static markup that its
 * compiler has folded into text; neither occurs here (see static-markup.test.ts), so nothing is lost.
 * A Vue whose source looks different stops the build: better loud than a report in somebody's production.
 */
export function withoutVuePolicy(): Plugin {
  return {
    name: 'dev-hotload:without-vue-policy',
    enforce: 'pre',
    transform: {
      filter: { id: RUNTIME },
      handler(code) {
        if (code.split(LOOKS_FOR_FACTORY).length !== 2) {
          this.error('Vue asks for its Trusted Types policy in another way now: adapt without-vue-policy.ts.')
        }
        return { code: code.replace(LOOKS_FOR_FACTORY, 'false'), map: null }
      },
    },
  }
}
