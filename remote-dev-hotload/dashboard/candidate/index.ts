export { isCandidate, type CandidateFacts, type LogFindings, type OpenError, type Told } from './candidate-facts.ts'
export { findingsOf, isSince, type ReadableText } from './open-errors.ts'
export {
  CandidateKey,
  useCandidate,
  type CandidatePort,
  type CandidateProblem,
  type GatherProgress,
  type ReportBasis,
} from './ports.ts'
