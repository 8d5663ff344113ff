import { figure } from '../report/table.ts'
import { runSessionPage, type SessionRunDeps } from './session-run.ts'
import type { SessionRun, SessionsResult } from './sessions-result.ts'
import { summarizeSessions } from './summarize-sessions.ts'

/** The empty page first and last: what the machine itself does to a page changes meanwhile. */
const PAGES = ['empty', 'ours', 'plain-table', 'empty']

/** A tenant of many sessions under a stream of updates. */
export async function runSessions(
  deps: SessionRunDeps & { say: (line: string) => void },
  repeat: number,
): Promise<SessionsResult> {
  const runs: SessionRun[] = []
  for (let round = 0; round < repeat; round++) {
    for (const page of PAGES) {
      const run = await runSessionPage(deps, page)
      runs.push(run)
      const note = run.problem === undefined ? '' : ` (${run.problem.split('\n')[0]})`
      deps.say(`  ${page}: ${figure(run.fps)} FPS, wrong cells ${figure(run.wrong_cells, 0)}${note}`)
    }
  }
  const { sessions, updates, seconds } = deps
  return { sessions, updates_per_s: updates, seconds, rows: summarizeSessions(runs), runs }
}
