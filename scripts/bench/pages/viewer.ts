/** What the probe needs of a page that shows a log, or a table of sessions. */
export interface Viewer {
  /** The newest line that is on the screen, or null. */
  newest(): string | null
  /** Lines that the page has taken in, those that it has dropped since included. */
  received(): number
  /** Where a key is pressed; null when the page has nothing to type into. */
  field(): HTMLElement | null
  /**
   * The letter to type. In a log, `#` stands in every line and `~` in none: a find that jumped to a hit would leave
   * the end. Of the sessions, most have an `e`.
   */
  readonly key: '#' | '~' | 'e'
  /** Back to what the page showed at first; a table only. */
  home?(): void
}

export interface ViewerOptions {
  /** Lines to keep, where the viewer can be told. */
  readonly retention: number
}

export type StartViewer = (root: HTMLElement, options: ViewerOptions) => Promise<Viewer>

const SEQ = /#(\d+) @/

/** The number that a line's text carries; 0 when it carries none. */
export const seqOf = (text: string | null): number => Number(SEQ.exec(text ?? '')?.[1] ?? 0)

/**
 * Text of the newest row that stands inside the box. By place and not by hit test: some lists let no pointer
 * through while they scroll. Rows of a virtual list are in no order.
 */
export function newestRow(box: Element, row: string): string | null {
  const { top, bottom } = box.getBoundingClientRect()
  let newest: string | null = null
  for (const element of box.querySelectorAll(row)) {
    const place = element.getBoundingClientRect()
    const isSeen = place.height > 0 && place.top < bottom && place.bottom > top
    if (isSeen && seqOf(element.textContent) > seqOf(newest)) newest = element.textContent
  }
  return newest
}
