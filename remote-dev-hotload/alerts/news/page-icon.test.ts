import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createFakeClock } from '../../tests/fake-clock.ts'
import { createPageIcon } from './page-icon.ts'
import type { PageMark } from './page-title.ts'
import { headElement, swapHead } from './testing/page-head.ts'

const told = () => new Promise<void>((resolve) => setTimeout(resolve, 0))
const FAILING = 'https://remote.test/failing.svg'
const DISCONNECTED = 'https://remote.test/disconnected.svg'
const several = () => [
  headElement('link', { rel: 'icon', sizes: '32x32', href: '/32.png' }),
  headElement('link', { rel: 'shortcut icon', href: '/a.ico' }),
  headElement('link', { rel: 'apple-touch-icon', href: '/180.png' }),
  headElement('link', { rel: 'canonical', href: '/a' }),
]
const icon = (href: string) => headElement('link', { rel: 'icon', href })

let giveBack: () => void
let mark: PageMark
beforeEach(() => {
  giveBack = swapHead()
  mark = createPageIcon(document, createFakeClock())
})
afterEach(() => {
  mark.dispose()
  giveBack()
})

const icons = () => [...document.head.querySelectorAll('link[rel~="icon"]')].map((link) => link.getAttribute('href'))

describe('the icon of the page', () => {
  it('is lent by every link that names one, and each has its own again', () => {
    document.head.append(...several())
    const whole = document.head.innerHTML
    const elements = [...document.head.children]
    mark.set(FAILING)
    expect(icons()).toEqual([FAILING, FAILING])
    expect(document.head.querySelector('[rel="apple-touch-icon"]')?.getAttribute('href')).toBe('/180.png')
    mark.set(DISCONNECTED)
    expect(icons()).toEqual([DISCONNECTED, DISCONNECTED])
    mark.set(null)
    expect(document.head.innerHTML).toBe(whole)
    expect([...document.head.children]).toEqual(elements)
  })

  it('is a link of our own where there is none, which leaves nothing behind', () => {
    mark.set(FAILING)
    expect(icons()).toEqual([FAILING])
    mark.dispose()
    expect(document.head.innerHTML).toBe('')
  })

  it('that the shell changes or adds meanwhile is what it gets back', async () => {
    document.head.append(icon('/one.svg'))
    const link = document.head.querySelector('link')!
    mark.set(FAILING)
    link.setAttribute('href', '/two.svg')
    document.head.append(icon('/three.svg'))
    await told()
    expect(icons()).toEqual([FAILING, FAILING])
    mark.set(DISCONNECTED)
    link.setAttribute('href', '/four.svg')
    mark.set(null)
    expect(icons()).toEqual(['/four.svg', '/three.svg'])
    link.setAttribute('href', '/five.svg')
    await told()
    expect(icons()).toEqual(['/five.svg', '/three.svg'])
  })

  it('of ours gives way to one that the shell brings', async () => {
    mark.set(FAILING)
    document.head.append(icon('/new.svg'))
    await told()
    expect(icons()).toEqual([FAILING])
    mark.set(null)
    expect(icons()).toEqual(['/new.svg'])
  })

  it('costs no corrections while the shell only changes its styles', async () => {
    document.head.append(...several())
    mark.set(FAILING)
    for (let n = 0; n < 30; n++) {
      document.head.append(document.createElement('meta'))
      await told()
    }
    document.head.querySelector('link')!.setAttribute('href', '/other.png')
    await told()
    expect(icons()).toEqual([FAILING, FAILING])
  })
})
