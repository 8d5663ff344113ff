import { clockOffset, pageNow } from '../clock.ts'
import { watchFrames } from '../frame-watch.ts'
import type { AlertPlace, AlertReport } from './alert-report.ts'
import { isOnScreen } from './on-screen.ts'

/** What the runner calls in the page. */
export interface AlertWatch {
  /** Sets the clock and looks after every frame from now on; tells why it cannot. */
  begin(place: AlertPlace): Promise<string | null>
  end(): AlertReport
}

declare global {
  interface Window {
    benchAlerts: AlertWatch
  }
}

/** What has come to stand on the screen since the last look: an alert and its count, or the bell's number. */
type Look = () => (readonly [alertId: string, count: number])[]

const BELL = '[data-testid="dh-open-alerts"]'
const ROW = '[data-testid="dh-alert"]'

/** Tells when the panel shows an alert: in its inbox, or as the number on its bell. */
export function createAlertWatch(): AlertWatch {
  let finish: (() => AlertReport) | null = null

  return {
    async begin(place) {
      const selector = place === 'bell' ? BELL : ROW
      const panel = panelWith(selector)
      if (panel === null) return `The panel has nothing like ${selector}.`
      const offset = await clockOffset()
      const now = () => pageNow() + offset
      const look = place === 'bell' ? lookAtBell(panel) : lookAtRows(panel)
      look()
      const from = now()
      const paints: [number, string, number][] = []
      const stop = watchFrames(
        () => {},
        () => {
          // The time first: looking is no part of what a reader waits for.
          const at = now()
          for (const [alertId, count] of look()) paints.push([at, alertId, count])
        },
      )
      finish = () => {
        stop()
        return { from, to: now(), paints }
      }
      return null
    },
    end() {
      if (finish === null) throw new Error('Nothing was begun.')
      return finish()
    },
  }
}

function panelWith(selector: string): ShadowRoot | null {
  for (const { shadowRoot } of document.querySelectorAll('*'))
    if (shadowRoot?.querySelector(selector)) return shadowRoot
  return null
}

function lookAtBell(panel: ShadowRoot): Look {
  let shown = 0
  return () => {
    const bell = panel.querySelector<HTMLElement>(BELL)
    const count = bell?.checkVisibility() ? Number(bell.dataset['count'] ?? 0) : 0
    if (count === shown) return []
    shown = count
    return [['', count]]
  }
}

function lookAtRows(panel: ShadowRoot): Look {
  const shown = new Map<string, number>()
  return () => {
    const news: [string, number][] = []
    for (const row of panel.querySelectorAll<HTMLElement>(ROW)) {
      const { alertId = '', count } = row.dataset
      // A row that is below the fold is asked again in the next frame.
      if ((shown.get(alertId) ?? 0) >= Number(count) || !isOnScreen(row)) continue
      shown.set(alertId, Number(count))
      news.push([alertId, Number(count)])
    }
    return news
  }
}
