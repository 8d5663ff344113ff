/** The parts of the panel that F6 goes through, in this order. */
export const ZONES = ['header', 'list', 'detail'] as const
export type ZoneName = (typeof ZONES)[number]

export interface Zones {
  /** The zone that has the focus, as far as it lies in one. */
  current(): ZoneName | null
  /** Focuses the next or previous zone that is shown, around the ends; false when there is none. */
  step(direction: 1 | -1): boolean
  /** What had the focus there last, else the first that can have it, else the zone itself; false when it is not shown. */
  focus(name: ZoneName): boolean
  isShown(name: ZoneName): boolean
  /** Told of each `focusin`, so that a zone is come back to where it was left. */
  onFocusIn(event: Pick<FocusEvent, 'target'>): void
}

export interface ZoneDeps {
  /** The panel's own element. */
  root: () => HTMLElement | null
  /** Rendered: neither it nor what it lies in is `display: none`. */
  isRendered?: (element: Element) => boolean
}

const FOCUSABLE = ['a[href]', 'button', 'input', 'select', 'textarea', 'summary', '[tabindex]']
  .map((selector) => `${selector}:not([tabindex="-1"], :disabled)`)
  .join(', ')

const isRenderedInPage = (element: Element): boolean => element.getClientRects().length > 0

/** A zone is an element with `data-zone`; it takes the focus itself when nothing in it can. */
export function createZones({ root, isRendered = isRenderedInPage }: ZoneDeps): Zones {
  const last = new Map<ZoneName, HTMLElement>()
  const elementOf = (name: ZoneName) => root()?.querySelector<HTMLElement>(`[data-zone="${name}"]`) ?? null

  function zoneOf(node: EventTarget | null): ZoneName | null {
    const name = node instanceof Element ? node.closest('[data-zone]')?.getAttribute('data-zone') : null
    return ZONES.find((zone) => zone === name) ?? null
  }

  /** Inside of a shadow root the document only knows its host. */
  function focused(): Element | null {
    const tree = root()?.getRootNode() as Partial<DocumentOrShadowRoot> | undefined
    return tree?.activeElement ?? null
  }

  function current(): ZoneName | null {
    const element = focused()
    return element && root()?.contains(element) ? zoneOf(element) : null
  }

  function isShown(name: ZoneName): boolean {
    const zone = elementOf(name)
    return zone !== null && isRendered(zone)
  }

  function focus(name: ZoneName): boolean {
    const zone = elementOf(name)
    if (!zone || !isRendered(zone)) return false
    const known = last.get(name)
    const left = known && zone.contains(known) && isRendered(known) ? known : null
    const first = [...zone.querySelectorAll<HTMLElement>(FOCUSABLE)].find(isRendered)
    // What was left may have become unable to take the focus; a zone always can.
    for (const element of [left, first, zone]) {
      element?.focus()
      if (element && element === focused()) return true
    }
    return false
  }

  return {
    current,
    isShown,
    focus,
    step(direction) {
      const from = current()
      const at = from === null ? (direction > 0 ? -1 : ZONES.length) : ZONES.indexOf(from)
      for (let by = 1; by <= ZONES.length; by++) {
        const name = ZONES[(((at + direction * by) % ZONES.length) + ZONES.length) % ZONES.length]
        if (name && name !== from && focus(name)) return true
      }
      return false
    },
    onFocusIn({ target }) {
      const name = zoneOf(target)
      if (name && target instanceof HTMLElement) last.set(name, target)
    },
  }
}
