import { describe, expect, it, vi } from 'vitest'
import { refusesMarkup } from './refuses-markup.ts'

/** A browser as Chromium is: a frame that has left the page keeps the policy of the page. */
function pageWith({ enforced, defaultPolicy = null }: { enforced: boolean; defaultPolicy?: object | null }) {
  const setTimeout = () => {
    if (enforced) throw new TypeError("This document requires 'TrustedScript' assignment.")
    return 0
  }
  const frame = document.createElement('iframe')
  Object.defineProperty(frame, 'contentWindow', { configurable: true, value: { setTimeout } })
  const createElement = vi.fn(() => frame)
  return { createElement, page: { document: { createElement }, trustedTypes: { defaultPolicy } } as never }
}

describe('a page that refuses markup', () => {
  it('is told from one that allows it, and nothing stays behind', () => {
    const home = document.createElement('div')
    expect(refusesMarkup(home, pageWith({ enforced: true }).page)).toBe(true)
    expect(refusesMarkup(home, pageWith({ enforced: false }).page)).toBe(false)
    expect(home.childNodes).toHaveLength(0)
  })

  it('is not one when its own default policy lets text through, or the browser knows no Trusted Types', () => {
    const home = document.createElement('div')
    const { page, createElement } = pageWith({ enforced: true, defaultPolicy: {} })
    expect(refusesMarkup(home, page)).toBe(false)
    expect(refusesMarkup(home, { document } as never)).toBe(false)
    expect(createElement).not.toHaveBeenCalled()
  })
})
