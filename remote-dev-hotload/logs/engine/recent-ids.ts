/** At least so many of the newest lines are recognised when they come again. */
export const RECENT_LINES = 65_536

const PAGE_IDS = 32_768
const SLOTS = PAGE_IDS * 2
/** The window twice and the page that is being filled: the lines of a gap must not push out those after it. */
const MOST_PAGES = (2 * RECENT_LINES) / PAGE_IDS + 1

/**
 * 64 bits of a line's identity, in two halves that are overwritten by the next `of`. Two different lines among
 * 100 000 share all of them about once in 10⁹ logs; ids are the server's, not the plugin's to choose.
 */
export class LineHash {
  low = 0
  high = 0
  private session: string | null = null
  private sessionLow = 0
  private sessionHigh = 0

  of(sessionId: string, logId: string): this {
    if (sessionId !== this.session) {
      this.low = 0x811c9dc5
      this.high = 0x41c6ce57
      this.mix(sessionId)
      this.mix('\n')
      this.session = sessionId
      this.sessionLow = this.low
      this.sessionHigh = this.high
    }
    this.low = this.sessionLow
    this.high = this.sessionHigh
    this.mix(logId)
    const { low, high } = this
    this.low = (Math.imul(low ^ (low >>> 16), 0x85ebca6b) ^ Math.imul(high ^ (high >>> 13), 0xc2b2ae35)) >>> 0
    this.high = (Math.imul(high ^ (high >>> 16), 0x85ebca6b) ^ Math.imul(low ^ (low >>> 13), 0xc2b2ae35)) >>> 0
    // Two zeros are an empty slot.
    if (this.low === 0 && this.high === 0) this.high = 1
    return this
  }

  private mix(text: string): void {
    let { low, high } = this
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i)
      low = Math.imul(low ^ unit, 0x9e3779b1)
      high = Math.imul(high ^ unit, 0x5f356495)
    }
    this.low = low
    this.high = high
  }
}

/** Which lines came lately, as hashes in flat tables; also of lines that retention has dropped since. */
export interface RecentIds {
  /** False when it was there already. */
  add(hash: LineHash): boolean
  /** For lines before all others. Not taken when the newest ones fill the window. */
  addOlder(hash: LineHash): void
  clear(): void
}

interface Page {
  readonly slots: Uint32Array
  count: number
}

/** The slot of the hash, or the free one where it belongs. */
function slotIn({ slots }: Page, low: number, high: number): number {
  let slot = high & (SLOTS - 1)
  for (; ; slot = (slot + 1) & (SLOTS - 1)) {
    const a = slots[2 * slot]
    const b = slots[2 * slot + 1]
    if ((a === low && b === high) || (a === 0 && b === 0)) return 2 * slot
  }
}

function has(page: Page, low: number, high: number): boolean {
  const slot = slotIn(page, low, high)
  return page.slots[slot] !== 0 || page.slots[slot + 1] !== 0
}

function put(page: Page, low: number, high: number): void {
  const slot = slotIn(page, low, high)
  page.slots[slot] = low
  page.slots[slot + 1] = high
  page.count++
}

export function createRecentIds(): RecentIds {
  let pages: Page[] = []
  const createPage = (): Page => ({ slots: new Uint32Array(2 * SLOTS), count: 0 })
  const knows = (low: number, high: number) => {
    for (let i = pages.length - 1; i >= 0; i--) if (has(pages[i]!, low, high)) return true
    return false
  }

  return {
    add({ low, high }) {
      if (knows(low, high)) return false
      let page = pages.at(-1)
      if (!page || page.count >= PAGE_IDS) {
        pages.push((page = createPage()))
        if (pages.length > MOST_PAGES) pages.shift()
      }
      put(page, low, high)
      return true
    },
    addOlder({ low, high }) {
      if (knows(low, high)) return
      let page = pages[0]
      if (!page || page.count >= PAGE_IDS) {
        if (pages.length * PAGE_IDS >= RECENT_LINES) return
        pages.unshift((page = createPage()))
      }
      put(page, low, high)
    },
    clear() {
      pages = []
    },
  }
}
