import type { CandidateReport } from './candidate-report.ts'

/** Changes only with a new number; fields may be added under the same one. */
export const CANDIDATE_SCHEMA = 'dev-hotload.candidate/1'

/** Legal in JSON and yet harmful where it is put: into a page, a terminal, a script. */
const RISKY = /[<>&\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}]/gu

const escaped = (text: string) =>
  [...Array(text.length).keys()].map((at) => `\\u${text.charCodeAt(at).toString(16).padStart(4, '0')}`).join('')

/** Report → the text of a JSON file. All keys are ours; a server's text is only ever a value. */
export function candidateJson(report: CandidateReport, auditId: string): string {
  const file = { schema: CANDIDATE_SCHEMA, auditId, masked: true, ...report }
  return `${JSON.stringify(file, null, 2).replaceAll(RISKY, escaped)}\n`
}
