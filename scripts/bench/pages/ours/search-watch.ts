import { watchFrames } from '../frame-watch.ts'

export interface SearchTimes {
  /** Ms from the input event until a result was painted; null when none was. */
  readonly first_ms: number | null
  /** Ms until the last change of the counts. */
  readonly complete_ms: number | null
  /** Longest task of 50 ms and more meanwhile, else 0. */
  readonly longest_task_ms: number
  /** The count that stood at the end, as the panel words it. */
  readonly hits: string
}

export interface SearchWatch {
  /** Focuses the panel's field for it and watches from the next input event on; tells why it cannot. */
  begin(kind: 'filter' | 'find', word: string): Promise<string | null>
  end(): Promise<SearchTimes>
}

declare global {
  interface Window {
    benchSearch: SearchWatch
  }
}

const OPENING_MS = 300
const SETTLED_MS = 1_500
const PATIENCE_MS = 60_000

/** Watches the panel's filter or find at work; the runner does the typing. */
export function createSearchWatch(): SearchWatch {
  let finish: Promise<SearchTimes> | null = null

  return {
    async begin(kind, word) {
      const panel = findPanel()
      if (panel === null) return 'The panel is not there.'
      const testid = kind === 'filter' ? 'dh-log-search' : 'dh-log-find'
      const field = await fieldOf(panel, testid)
      if (field === null) return `There is no field ${testid}.`
      field.focus()
      field.select()
      finish = watch(panel, kind, word)
      return null
    },
    end: () => finish ?? Promise.reject(new Error('Nothing was begun.')),
  }
}

function findPanel(): ShadowRoot | null {
  for (const { shadowRoot } of document.querySelectorAll('*'))
    if (shadowRoot?.querySelector('[data-testid="dh-log"]')) return shadowRoot
  return null
}

const inside = (panel: ShadowRoot, testid: string) => panel.querySelector<HTMLElement>(`[data-testid="${testid}"]`)

/** The field itself or one inside of it; where it is closed, its opener is pressed first. */
async function fieldOf(panel: ShadowRoot, testid: string): Promise<HTMLInputElement | null> {
  if (inside(panel, testid) === null) {
    inside(panel, `${testid}-open`)?.click()
    await new Promise((resolve) => setTimeout(resolve, OPENING_MS))
  }
  const found = inside(panel, testid)
  return found instanceof HTMLInputElement ? found : (found?.querySelector('input') ?? null)
}

function watch(panel: ShadowRoot, kind: 'filter' | 'find', word: string): Promise<SearchTimes> {
  const log = inside(panel, 'dh-log')!
  const count = () =>
    kind === 'filter'
      ? (inside(panel, 'dh-log-total')?.dataset['shown'] ?? '')
      : (inside(panel, 'dh-log-find-count')?.textContent?.trim() ?? '')
  const isThere = kind === 'filter' ? () => onlyHits(log, word) : () => /[1-9]/.test(count())
  let typedAt: number | null = null
  let first: number | null = null
  let longest = 0
  let counted = count()
  let changedAt: number | null = null

  const tasks = new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries())
      if (typedAt !== null && startTime + duration > typedAt) longest = Math.max(longest, duration)
  })
  tasks.observe({ type: 'longtask' })
  const onInput = ({ timeStamp }: Event) => (typedAt ??= timeStamp)
  window.addEventListener('input', onInput, { capture: true })

  return new Promise((resolve) => {
    const begun = performance.now()
    const stop = watchFrames(
      () => {},
      () => {
        const now = performance.now()
        if (typedAt !== null && first === null && isThere()) first = now - typedAt
        if (typedAt !== null && count() !== counted) {
          counted = count()
          changedAt = now
        }
        const settled = first !== null && now - Math.max(changedAt ?? 0, typedAt ?? now) > SETTLED_MS
        if (!settled && now - begun < PATIENCE_MS) return
        stop()
        tasks.disconnect()
        window.removeEventListener('input', onInput, { capture: true })
        const complete_ms =
          first === null || typedAt === null ? null : Math.max(first, (changedAt ?? typedAt) - typedAt)
        resolve({ first_ms: first, complete_ms, longest_task_ms: longest, hits: counted })
      },
    )
  })
}

/** Every line on the screen has the word, and there is one. */
function onlyHits(log: HTMLElement, word: string): boolean {
  const box = log.getBoundingClientRect()
  const rows = [...log.querySelectorAll<HTMLElement>('[data-testid="dh-log-row"][data-kind="line"]')].filter((row) => {
    const { top, bottom } = row.getBoundingClientRect()
    return bottom > box.top && top < box.bottom
  })
  return rows.length > 0 && rows.every((row) => row.textContent.includes(word))
}
