import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createFakeClock } from '../../tests/fake-clock.ts'
import { createPageTitle, type PageMark } from './page-title.ts'
import { headElement, swapHead } from './testing/page-head.ts'

/** Observers are told in a microtask of their own. */
const told = () => new Promise<void>((resolve) => setTimeout(resolve, 0))

let giveBack: () => void
let mark: PageMark
beforeEach(() => {
  giveBack = swapHead(headElement('title', {}, '\n  PowerX  Admin '))
  mark = createPageTitle(document, createFakeClock())
})
afterEach(() => {
  mark.dispose()
  giveBack()
})

const title = () => document.head.querySelector('title')?.textContent
/** As the tab shows it. */
const shown = () => title()?.replace(/\s+/g, ' ').trim()

describe('the title of the page', () => {
  it('gets the words in front and is given back to the letter', () => {
    const whole = document.head.innerHTML
    mark.set('✖ Failing')
    expect(shown()).toBe('✖ Failing · PowerX Admin')
    mark.set('⊘ Disconnected')
    expect(shown()).toBe('⊘ Disconnected · PowerX Admin')
    mark.set(null)
    expect(document.head.innerHTML).toBe(whole)
  })

  it('that the shell changes meanwhile keeps the words, and the newest one is given back', async () => {
    mark.set('✖ Failing')
    document.title = 'Orders'
    await told()
    expect(title()).toBe('✖ Failing · Orders')
    document.head.querySelector('title')!.replaceWith(Object.assign(document.createElement('title'), { text: 'Bills' }))
    await told()
    expect(title()).toBe('✖ Failing · Bills')
    document.title = 'Changed in the same breath'
    mark.set(null)
    expect(title()).toBe('Changed in the same breath')
    await told()
    document.title = 'Later'
    await told()
    expect(title()).toBe('Later')
  })

  it('to which the shell adds something is given back with that and without ours', async () => {
    mark.set('✖ Failing')
    document.title = `(3) ${document.title}`
    await told()
    mark.set(null)
    expect(shown()).toBe('(3) PowerX Admin')
  })

  it('is taken away again where there was none', () => {
    swapHead()
    mark.set('✖ Failing')
    expect(document.title).toContain('✖ Failing')
    mark.dispose()
    expect(document.head.innerHTML).toBe('')
  })

  it('is left to a shell that insists on its own', async () => {
    let written = 0
    const shell = new MutationObserver(() => {
      if (document.title === 'Mine') return
      written++
      document.title = 'Mine'
    })
    shell.observe(document.head, { childList: true, subtree: true, characterData: true })
    mark.set('✖ Failing')
    await told()
    await told()
    shell.disconnect()
    expect(written).toBeLessThan(20)
    expect(title()).toBe('Mine')
  })

  it('carries the words once where two panels stand on one page', async () => {
    const other = createPageTitle(document, createFakeClock())
    mark.set('✖ Failing')
    other.set('✖ Failing')
    await told()
    expect(shown()).toBe('✖ Failing · PowerX Admin')
    mark.set(null)
    await told()
    expect(shown()).toBe('✖ Failing · PowerX Admin')
    other.dispose()
    expect(shown()).toBe('PowerX Admin')
  })
})
