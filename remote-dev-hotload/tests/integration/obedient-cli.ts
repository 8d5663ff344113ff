import { decodeFrame, type StreamFrame } from '../../client/index.ts'
import type { Cli } from './cli.ts'

/** Plugin sessions that do what the Dev API asks of them, as the command line tool does: told by the stream. */
export function createObedientClis(clis: readonly Cli[]) {
  const bySession = new Map(clis.map((cli) => [cli.sessionId, cli]))
  const obeyed = new Set<string>()
  const work = new Set<Promise<void>>()

  function obey(wish: string, act: () => Promise<void>): void {
    if (obeyed.has(wish)) return
    obeyed.add(wish)
    const done = act().finally(() => work.delete(done))
    work.add(done)
  }

  return {
    onFrame(frame: StreamFrame): void {
      const decoded = decodeFrame(frame)
      if (!decoded.ok || decoded.event.kind !== 'session-updated') return
      const cli = bySession.get(decoded.event.sessionId)
      if (!cli) return
      const { status } = decoded.event.patch
      // Not part of what the panel reads: which reload is wanted.
      const reloadId = /"pendingReload":\{"reloadId":"([^"]+)"/.exec(frame.data)?.[1]
      if (status === 'RELOADING' && reloadId) obey(reloadId, () => cli.reload(reloadId, true))
      if (status === 'TERMINATING') obey(cli.sessionId, () => cli.end())
    },
    /** Until nothing that was asked for is on its way. */
    idle: () => Promise.all(work),
  }
}
