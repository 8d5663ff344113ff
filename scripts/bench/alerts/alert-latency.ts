import type { AlertPlace, AlertReport } from '../pages/alerts/alert-report.ts'
import type { AlertWrite } from '../server/messages.ts'

export interface AlertLatencies {
  readonly latencies: number[]
  readonly unseen: number
}

type Shows = (paint: AlertReport['paints'][number]) => boolean

/**
 * Ms from an alert's writing to the first frame that shows it, or shows that it has happened more often still. On the
 * bell only the first time counts: its number does not change when an alert happens again. What was never shown
 * counts with the time until the watch ended: a standstill must not look quick.
 */
export function alertLatencies(
  writes: readonly AlertWrite[],
  { paints, to }: Pick<AlertReport, 'paints' | 'to'>,
  place: AlertPlace,
): AlertLatencies {
  const latencies: number[] = []
  let unseen = 0
  writes.forEach((write, index) => {
    if (write.kind === 'resolve' || (place === 'bell' && write.kind !== 'raise')) return
    const shows: Shows =
      place === 'bell' ? shownByBell(write, endOfRound(writes, index)) : ([, id, count]) => isOf(write, id, count)
    const paint = paints.find(shows)
    if (paint === undefined) unseen++
    latencies.push((paint?.[0] ?? to) - write.at)
  })
  return { latencies, unseen }
}

const isOf = ({ alertId, count }: AlertWrite, id: string, shown: number) => id === alertId && shown >= count

/** The bell has no ids, and its number begins anew in each round. */
const shownByBell =
  (write: AlertWrite, until: number): Shows =>
  ([at, , number]) =>
    at >= write.at && at < until && number >= write.open

/** The first alert after all of this round were resolved. */
function endOfRound(writes: readonly AlertWrite[], index: number): number {
  const resolved = writes.findIndex(({ kind }, place) => place > index && kind === 'resolve')
  return (resolved < 0 ? undefined : writes[resolved + 1]?.at) ?? Infinity
}
