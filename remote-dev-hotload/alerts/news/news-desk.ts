import { shallowReactive } from 'vue'
import { isOwnAlert, lastOf, type InboxAlert } from '../inbox-alert.ts'
import { keyOfNews } from './critical-ones.ts'

export interface NewsListener {
  /** The dashboard is told rather than a view that stands alone: one of them is enough. */
  readonly isDashboard: boolean
  tell(alert: InboxAlert): void
}

/** Which critical alerts are news, once for all doors of a page, however often a door is opened and closed. */
export interface NewsDesk {
  /** What is news and was not put away, by key. Reactive. */
  readonly fresh: ReadonlySet<string>
  putAway(key: string): void
  /**
   * What is open and critical now. `newestAt`: when the server's newest alert of any kind was raised, ms of its clock,
   * 0 when it has none, and null as long as nobody has told its alerts: only after that can one be new.
   */
  follow(critical: readonly InboxAlert[], newestAt: number | null): void
  join(listener: NewsListener): () => void
}

export function createNewsDesk(): NewsDesk {
  const fresh = shallowReactive(new Set<string>())
  const known = new Set<string>()
  const listeners = new Set<NewsListener>()
  /** The server's clock is compared with itself only: what was raised up to then was there before somebody looked. */
  let before: number | null = null

  const isOld = (alert: InboxAlert): boolean => !isOwnAlert(alert) && (before === null || lastOf(alert) <= before)

  function tell(alert: InboxAlert): void {
    const all = [...listeners]
    const chosen = all.find(({ isDashboard }) => isDashboard) ?? all[0]
    chosen?.tell(alert)
  }

  return {
    fresh,
    putAway: (key) => void fresh.delete(key),
    follow(critical, newestAt) {
      before = newestAt === null ? null : (before ?? newestAt)
      const keys = new Set(critical.map(keyOfNews))
      // Acknowledged or over: when it comes again, it is news again.
      for (const key of known)
        if (!keys.has(key)) {
          known.delete(key)
          fresh.delete(key)
        }
      for (const alert of critical) {
        const key = keyOfNews(alert)
        if (known.has(key) || isOld(alert)) continue
        known.add(key)
        fresh.add(key)
        tell(alert)
      }
    },
    join(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

const desks = new WeakMap<object, NewsDesk>()

/** The desk of a panel, known by its store of alerts, which all its doors share. */
export function deskOf(alerts: object): NewsDesk {
  const desk = desks.get(alerts) ?? createNewsDesk()
  desks.set(alerts, desk)
  return desk
}
