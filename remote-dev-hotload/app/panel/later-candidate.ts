import type { CandidatePort } from '../../dashboard/candidate/index.ts'

/** A validation whose code comes with the first view that offers it: nothing of the port is used before it is `ready`. */
export function createLaterCandidate(load: () => Promise<CandidatePort>): CandidatePort {
  let port: CandidatePort | null = null

  function here(): CandidatePort {
    if (!port) throw new Error('Wait until the validation of candidates is ready.')
    return port
  }

  return {
    ready: async () => void (port ??= await load()),
    gather: (...about) => here().gather(...about),
    record: (basis) => here().record(basis),
    whyNot: (session) => here().whyNot(session),
    cleanText: (text) => here().cleanText(text),
    save: (file) => here().save(file),
    uuid: () => here().uuid(),
  }
}
