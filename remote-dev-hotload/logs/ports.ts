import { inject, type InjectionKey } from 'vue'
import type { LogBook, LogScope } from './log-book.ts'

/** What the log views may ask for. */
export interface LogsPort {
  readonly book: LogBook
  /** Starts keeping the scope's lines and asks for the older ones; the returned function ends it. */
  watch(scope: LogScope): () => void
  /** Asks the server for the lines of a gap. */
  loadGap(sessionId: string, seq: number): void
  /** Asks for the older lines again after a failure. */
  retryHistory(sessionId: string): void
}

export const LogsKey: InjectionKey<LogsPort> = Symbol('dev-hotload logs')

export function useLogs(): LogsPort {
  const port = inject(LogsKey)
  if (!port) throw new Error('Render log views inside a Dev Hotload door.')
  return port
}
