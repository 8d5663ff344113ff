/** How a session came to its end. The texts are a server's or a CLI's. */
export interface LogEnd {
  /** RFC 3339; null when nobody told. */
  readonly at: string | null
  readonly isExpired: boolean
  readonly note: string | null
  readonly reason: string | null
}
