/** Where the page shows an alert: as a row of the inbox, or as the number on the bell beside a log. */
export type AlertPlace = 'inbox' | 'bell'

/** What came to stand on the screen while it was watched. Times are ms of the server's clock. */
export interface AlertReport {
  readonly from: number
  readonly to: number
  /** The first frame with this count of this alert; of the bell, each of its numbers, with no id. */
  readonly paints: readonly (readonly [at: number, alertId: string, count: number])[]
}
