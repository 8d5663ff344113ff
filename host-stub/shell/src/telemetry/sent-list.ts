import type { Breadcrumb } from '@sentry/browser'
import type { Watched } from '../../../../contracts/host.ts'
import { createWatched } from '../host/watched.ts'
import { readEnvelope, type SentEvent, type SentMetric } from './read-envelope.ts'

/** What would have left the page by now, newest first, the newest 100 of each kind. */
export interface Sent {
  readonly events: readonly (SentEvent & { project: string })[]
  readonly metrics: readonly SentMetric[]
  /** Kept by the SDK; they leave with the next event. */
  readonly crumbs: readonly Breadcrumb[]
}

export interface SentList {
  readonly sent: Watched<Sent>
  /** The body of a request that is not made. */
  take(body: string | Uint8Array): void
  crumb(crumb: Breadcrumb): void
}

const KEPT = 100

/** The stand-in's addresses carry the project's name where others have its key: ids are numbers. */
const projectOf = (dsn: string): string => new URL(dsn).username

export function createSentList(ownDsn: string): SentList {
  const sent = createWatched<Sent>({ events: [], metrics: [], crumbs: [] })
  const add = <T>(list: readonly T[], fresh: readonly T[]): T[] => [...fresh.toReversed(), ...list].slice(0, KEPT)
  return {
    sent,
    take(body) {
      const { dsn, events, metrics } = readEnvelope(body)
      const now = sent.get()
      const project = projectOf(dsn ?? ownDsn)
      sent.set({
        ...now,
        events: add(
          now.events,
          events.map((event) => ({ ...event, project })),
        ),
        metrics: add(now.metrics, metrics),
      })
    },
    crumb(crumb) {
      const now = sent.get()
      sent.set({ ...now, crumbs: add(now.crumbs, [crumb]) })
    },
  }
}
