import type { Clock } from '../../kernel/index.ts'
import { createCorrections } from './corrections.ts'

/** A mark that the panel lends to the page; null takes it back, and the page is as the shell has it now. */
export interface PageMark {
  set(mark: string | null): void
  dispose(): void
}

const BETWEEN = ' · '

/** A few words before the page's title. What the shell changes meanwhile keeps them in front, and is given back. */
export function createPageTitle(page: Document, clock: Pick<Clock, 'monotonic'>): PageMark {
  const mayCorrect = createCorrections(clock)
  let prefix: string | null = null
  /** What the shell has; null where it has no title at all. */
  let shells: string | null = null
  let written: string | null = null

  const element = () => page.head.querySelector('title')
  const read = () => element()?.textContent ?? null

  function write(text: string | null): void {
    written = text
    if (read() === text) return
    const title = element()
    if (text === null) title?.remove()
    else if (title) title.textContent = text
    else page.head.append(Object.assign(page.createElement('title'), { textContent: text }))
  }

  /** A shell that puts something around the title it finds puts it around ours. */
  function learn(): boolean {
    const now = read()
    if (now === written) return false
    shells = prefix === null ? now : (now?.replaceAll(prefix + BETWEEN, '') ?? null)
    return true
  }

  function show(): void {
    write(prefix === null ? shells : prefix + BETWEEN + (shells ?? ''))
    observer.takeRecords()
  }

  const observer = new MutationObserver(() => {
    if (learn() && mayCorrect()) show()
  })

  function set(next: string | null): void {
    if (next === prefix) return
    if (prefix === null) {
      shells = read()
      observer.observe(page.head, { childList: true, subtree: true, characterData: true })
    } else {
      learn()
    }
    prefix = next
    show()
    if (next === null) observer.disconnect()
  }

  return { set, dispose: () => set(null) }
}
