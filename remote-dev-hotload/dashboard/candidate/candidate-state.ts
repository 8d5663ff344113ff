import type { CandidateReport } from './candidate-report.ts'
import type { CandidateProblem, GatherProgress } from './ports.ts'

/** What can be made of a report. */
export type CandidateForm = 'md' | 'json' | 'copy'

/** How it goes with the last thing that was made of the report. */
export type CandidateAct =
  | { readonly kind: 'none' }
  /** Waiting for the audit id. */
  | { readonly kind: 'recording'; readonly form: CandidateForm }
  | { readonly kind: 'done'; readonly form: CandidateForm }
  /** No audit id, nothing left the panel. */
  | { readonly kind: 'refused'; readonly problem: CandidateProblem }
  /** On record, but the browser has no clipboard for us, or wants one more press. */
  | { readonly kind: 'copyRefused' }
  | { readonly kind: 'cancelled' }

/** Where the validation is, from the open dialog to the file. */
export type CandidateState =
  | { readonly kind: 'gathering'; readonly progress: GatherProgress }
  | { readonly kind: 'failed'; readonly problem: CandidateProblem }
  | { readonly kind: 'cancelled' }
  | {
      readonly kind: 'ready'
      readonly report: CandidateReport
      readonly act: CandidateAct
      /** Once it has left the panel; every form of it carries the same one. */
      readonly auditId: string | null
    }

export const isRunning = (state: CandidateState): boolean =>
  state.kind === 'gathering' || (state.kind === 'ready' && state.act.kind === 'recording')
