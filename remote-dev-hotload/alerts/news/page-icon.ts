import type { Clock } from '../../kernel/index.ts'
import { createCorrections } from './corrections.ts'
import type { PageMark } from './page-title.ts'

/**
 * An icon in place of the page's own; the mark is its address. It must be a file of the remote: browsers hold icons to
 * `img-src`, and a strict policy has no `data:` there. The shell's own elements stay, only their address is lent: a
 * link beside them loses against an icon of any size, and Chromium keeps the icon of a link that was taken away.
 */
export function createPageIcon(page: Document, clock: Pick<Clock, 'monotonic'>): PageMark {
  const mayCorrect = createCorrections(clock)
  /** Addresses as the shell has them, and as they were changed. */
  const shells = new Map<Element, string | null>()
  let written = new WeakMap<Element, string>()
  let shown: string | null = null
  let own: HTMLLinkElement | null = null

  const links = () => [...page.head.querySelectorAll('link[rel~="icon" i]')].filter((link) => link !== own)

  /** A page without a link has the icon of its origin; asked for by name, it is shown again. */
  function removeOwn(): void {
    own?.setAttribute('href', new URL('/favicon.ico', page.location.href).href)
    own?.remove()
    own = null
  }

  function addOwn(address: string): void {
    own ??= Object.assign(page.createElement('link'), { rel: 'icon' })
    own.setAttribute('href', address)
    if (!own.isConnected) page.head.append(own)
  }

  const isOther = (address: string) => (link: Element) => link.getAttribute('href') !== address

  function isWhole(address: string): boolean {
    const found = links()
    return found.length > 0 ? own === null && !found.some(isOther(address)) : own?.isConnected === true
  }

  function show(address: string): void {
    const found = links()
    for (const link of found.filter(isOther(address))) {
      const href = link.getAttribute('href')
      if (href !== written.get(link)) shells.set(link, href)
      written.set(link, address)
      link.setAttribute('href', address)
    }
    if (found.length > 0) removeOwn()
    else addOwn(address)
    observer.takeRecords()
  }

  function giveBack(): void {
    observer.disconnect()
    for (const [link, href] of shells) {
      // Changed last by the shell.
      if (isOther(written.get(link) ?? '')(link)) continue
      if (href === null) link.removeAttribute('href')
      else link.setAttribute('href', href)
    }
    shells.clear()
    written = new WeakMap()
    removeOwn()
  }

  const observer = new MutationObserver(() => {
    if (shown !== null && !isWhole(shown) && mayCorrect()) show(shown)
  })

  function set(next: string | null): void {
    if (next === shown) return
    if (next === null) giveBack()
    else {
      show(next)
      const what = { childList: true, subtree: true, attributes: true, attributeFilter: ['href', 'rel'] }
      if (shown === null) observer.observe(page.head, what)
    }
    shown = next
  }

  return { set, dispose: () => set(null) }
}
