import { afterEach, describe, expect, it } from 'vitest'
import { createZones } from './zones.ts'

const hosts: HTMLElement[] = []
afterEach(() => hosts.splice(0).forEach((host) => host.remove()))

/** The panel inside of a shadow root, as a door shows it. Zones with `hidden` are not rendered. */
function setUp(html: string) {
  const host = document.body.appendChild(document.createElement('div'))
  hosts.push(host)
  const shadow = host.attachShadow({ mode: 'open' })
  const root = document.createElement('div')
  root.insertAdjacentHTML('beforeend', html)
  shadow.append(root)
  const zones = createZones({ root: () => root, isRendered: (element) => element.closest('[hidden]') === null })
  root.addEventListener('focusin', zones.onFocusIn)
  const find = (id: string) => root.querySelector<HTMLElement>(`#${id}`)!
  return { zones, root, find, focused: () => shadow.activeElement?.id ?? null }
}

const PANEL = `
  <header data-zone="header" tabindex="-1" id="header"><button id="refresh">r</button></header>
  <div data-zone="list" tabindex="-1" id="list"><input id="search"><a href="#a" id="row-a">a</a><a href="#b" id="row-b">b</a></div>
  <div data-zone="detail" tabindex="-1" id="detail"><button disabled>x</button><i tabindex="-1">x</i><button id="tab">t</button></div>`

describe('the zones of the panel', () => {
  it('are gone through in order, around the ends and back', () => {
    const { zones, focused } = setUp(PANEL)
    const seen = [1, 1, 1, 1, -1, -1].map((direction) => {
      zones.step(direction as 1 | -1)
      return focused()
    })
    expect(seen).toEqual(['refresh', 'search', 'tab', 'refresh', 'tab', 'search'])
    expect(zones.current()).toBe('list')
  })

  it('begin at the end when the first step is backwards', () => {
    const { zones, focused } = setUp(PANEL)
    zones.step(-1)
    expect(focused()).toBe('tab')
  })

  it('are come back to where they were left', () => {
    const { zones, find, focused } = setUp(PANEL)
    find('row-b').focus()
    zones.step(1)
    expect(focused()).toBe('tab')
    zones.step(-1)
    expect(focused()).toBe('row-b')
  })

  it('fall back to the first that can have the focus when what was left has gone', () => {
    const { zones, find, focused } = setUp(PANEL)
    find('row-b').focus()
    zones.step(1)
    find('row-b').remove()
    zones.step(-1)
    expect(focused()).toBe('search')
  })

  it('leave out what is not shown', () => {
    const { zones, find, focused } = setUp(PANEL)
    find('list').setAttribute('hidden', '')
    zones.step(1)
    zones.step(1)
    expect(focused()).toBe('tab')
    expect(zones.isShown('list')).toBe(false)
    expect(zones.focus('list')).toBe(false)
  })

  it('take the focus themselves when nothing in them can', () => {
    const { zones, focused } = setUp('<div data-zone="detail" tabindex="-1" id="detail"><p>Loading …</p></div>')
    expect(zones.focus('detail')).toBe(true)
    expect(focused()).toBe('detail')
  })

  it('say that there is nowhere to go', () => {
    const { zones } = setUp('<p>Loading …</p>')
    expect(zones.step(1)).toBe(false)
    expect(zones.current()).toBeNull()
  })
})
