import type { StormSession } from './storm-session.ts'

const AT_ONCE = 16

/** Ends every session; the answer names those that the server did not hear of. */
export async function endAll(sessions: readonly StormSession[]): Promise<string[]> {
  const left: string[] = []
  let next = 0
  const work = async () => {
    for (let session = sessions[next++]; session; session = sessions[next++])
      if (!(await session.end())) left.push(session.sessionId)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return left
}
