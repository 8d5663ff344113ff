import { openCliSession, type CliSessionOptions } from './cli-session.ts'

/** A session whose lines carry their own number. */
export interface NumberedSession {
  readonly sessionId: string
  /** How many lines the Dev API has taken. */
  posted(): number
  /** Writes the next `count` lines, in one request: a batch of the stream. */
  post(count: number): Promise<void>
  end(): Promise<void>
}

/** The text of line `n`, from 1. */
export const numberedLine = (n: number): string => `numbered line ${n} of the feed`

/** Number of a line by its text; `null` when it is none of them. */
export const numberOf = (text: string): number | null => {
  const found = /numbered line (\d+) of the feed/.exec(text)
  return found ? Number(found[1]) : null
}

export async function openNumberedSession(options: CliSessionOptions): Promise<NumberedSession> {
  const session = await openCliSession(options)
  let posted = 0
  return {
    sessionId: session.sessionId,
    posted: () => posted,
    async post(count) {
      await session.log(Array.from({ length: count }, (_, index) => ({ message: numberedLine(posted + index + 1) })))
      posted += count
    },
    end: session.end,
  }
}
