/** A reload that has failed and that the reader has to do with. */
export interface FailedReload {
  readonly sessionId: string
  readonly sequence: number
  /** What the session is called. */
  readonly title: string
  readonly error: string | null
}
