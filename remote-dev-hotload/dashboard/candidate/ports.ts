import { inject, type InjectionKey } from 'vue'
import type { DiagnosticCode, Session } from '../../../contracts/index.ts'
import type { Result } from '../../kernel/index.ts'
import type { CandidateFacts } from './candidate-facts.ts'

/** Why something was not to be had; the reader's words are the panel's own text for the code. */
export interface CandidateProblem {
  readonly code: DiagnosticCode
  readonly requestId: string | null
}

/** How far the gathering is. */
export interface GatherProgress {
  readonly step: 'session' | 'logs'
  /** Lines read so far. */
  readonly lines: number
}

/** What a report rests on, for its record. */
export interface ReportBasis {
  readonly sessionId: string
  readonly lines: number
  /** RFC 3339; null without lines. */
  readonly from: string | null
  readonly to: string | null
  /** The same on each retry, so that one report leaves one record. */
  readonly key: string
}

/** What the validation of a candidate may ask for. */
export interface CandidatePort {
  /** Loads what the rest needs; absent where it is there already. Rejects like an `import()`. */
  ready?(): Promise<void>
  /** Parts that could not be had are named in the facts; a problem means that there is no session to judge. */
  gather(
    sessionId: string,
    signal: AbortSignal,
    onProgress: (progress: GatherProgress) => void,
  ): Promise<Result<CandidateFacts, CandidateProblem>>
  /** Resolves to the audit id. Without one nothing may leave the panel. */
  record(basis: ReportBasis): Promise<Result<string, CandidateProblem>>
  /** Null when reports of this session may leave the panel, else the code of the reason why not. */
  whyNot(session: Session): DiagnosticCode | null
  /** A server's text for people: no controls, nothing that reorders it, secrets masked. */
  cleanText(text: string): string
  /** Hands a finished file to the browser's downloads; the name is made safe. */
  save(file: { readonly name: string; readonly extension: string; readonly type: string; readonly text: string }): void
  uuid(): string
}

export const CandidateKey: InjectionKey<CandidatePort> = Symbol('dev-hotload candidate')

export function useCandidate(): CandidatePort {
  const port = inject(CandidateKey)
  if (!port) throw new Error('Render the validation of a candidate inside a Dev Hotload door.')
  return port
}
