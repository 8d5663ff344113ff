import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { nuxtPolicy } from './nuxt-policy.ts'

const STRICT =
  "default-src 'none'; script-src 'self' http://r.test; style-src 'self'; img-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'; report-uri /r"
const PAGE = `<script type="module" src="/a.js"></script><script>first()</script><script type="application/json">[1]</script>`

const sha = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

describe('the policy of a Nuxt shell', () => {
  const policy = nuxtPolicy(STRICT, PAGE)

  it('names the inline scripts of its page one by one, and opens nothing else for code', () => {
    expect(policy).toContain(`script-src 'self' http://r.test ${sha('first()')} `)
    expect(policy).not.toContain(sha('[1]'))
    expect(/script-src [^;]*/.exec(policy)?.[0]).not.toContain('unsafe')
  })

  it('leaves out Trusted Types and lets the shell write styles and draw icons, as Nuxt UI needs it', () => {
    expect(policy).toContain("img-src 'self' data:")
    expect(policy).toContain("style-src 'self' 'unsafe-inline'")
    expect(policy).not.toContain('trusted-types')
  })

  it('keeps the rest', () => {
    expect(policy).toMatch(/^default-src 'none'; .*; report-uri \/r$/)
  })
})
