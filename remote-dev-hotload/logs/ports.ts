import { inject, type InjectionKey, type Ref, type ShallowRef } from 'vue'
import type { LogEntry, ServerOffers } from '../../contracts/index.ts'
import type { ApiError, AuditReport } from '../client/index.ts'
import type { Clock, Result } from '../kernel/index.ts'
import type { LogBook, LogScope } from './log-book.ts'
import type { LogEnd } from './log-end.ts'
import type { LogLook } from './log-look.ts'

/** A line as the server has it, nothing masked, and the record of who looked. */
export interface RevealedLine {
  readonly entry: LogEntry
  readonly auditId: string
}

/** Which line, and what the reader knows of it: it completes the record and spares requests. */
export interface LineToReveal {
  readonly sessionId: string
  readonly logId: string
  /** RFC 3339. */
  readonly ts: string
  /** The line of the session right before it; null when that is not known. */
  readonly previousId: string | null
}

/** Whether the file is there; the code of the catalogue says why not, null that nobody wanted it any more. */
export type ExportEnd = { readonly ok: true } | { readonly ok: false; readonly error: { readonly code: string | null } }

/** What the log views may ask for. */
export interface LogsPort {
  /** What this server can be asked for; known for sure a moment after the panel opens. */
  readonly offers: Readonly<Ref<ServerOffers>>
  readonly book: LogBook
  readonly clock: Clock
  /** Remembered for the reader where the browser allows it. */
  readonly look: Readonly<ShallowRef<LogLook>>
  setLook(look: LogLook): void
  /** Starts keeping the scope's lines and asks for the newest older ones; the returned function ends it. */
  watch(scope: LogScope): () => void
  /** How the session ended; null while it lives or nobody knows. Reactive. */
  endOf?(sessionId: string): LogEnd | null
  /** Where its CLI says that its log is; a CLI's text, null when it does not say. Reactive. */
  logUrlOf?(sessionId: string): string | null
  /** Asks the server for the lines of a gap. */
  loadGap(sessionId: string, seq: number): void
  /** Asks for the page of lines before the oldest one. */
  loadOlder(sessionId: string): void
  /** Asks for the older lines again after a failure. */
  retryHistory(sessionId: string): void
  /** Null when these lines may be exported, or shown unmasked; else the catalogue code of the reason why not. */
  whyNot(act: 'export' | 'reveal', sessionIds: readonly string[]): string | null
  /** Resolves to the audit id. Without one nothing may leave the panel. */
  record(report: AuditReport): Promise<Result<string, ApiError>>
  /** One line unmasked, after the look at it has been recorded. Not kept anywhere. */
  reveal(line: LineToReveal): Promise<Result<RevealedLine, ApiError>>
  /** Tells whoever watches the panel's health how an export ends; a code of null: stopped by the user. */
  noteExport?(sessionId: string | null, end: Promise<ExportEnd>): void
  /** Address of one line, absolute. */
  linkTo(sessionId: string, logId: string): string
  /** Calls once, as a task of its own after what is waiting; the returned function cancels. */
  soon(run: () => void): () => void
  /** Base address of the Dev API, for commands that are typed elsewhere. */
  readonly apiUrl: string
  /** For keys that must be new: idempotency of a record. */
  uuid(): string
}

export const LogsKey: InjectionKey<LogsPort> = Symbol('dev-hotload logs')

export function useLogs(): LogsPort {
  const port = inject(LogsKey)
  if (!port) throw new Error('Render log views inside a Dev Hotload door.')
  return port
}
