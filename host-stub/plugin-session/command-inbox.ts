import type { CommandUpdate } from './dev-api-link.ts'

export interface CommandInboxDeps {
  onReload: (reloadId: string) => void
  /** The panel asks the session to end. */
  onTerminate: () => void
  /** The session has ended without us. */
  onEnded: (status: string) => void
}

/** Heartbeat and stream tell the same things, in any order and more than once; the session hears each once. */
export const createCommandInbox = ({ onReload, onTerminate, onEnded }: CommandInboxDeps) => {
  const seen = new Set<string>()
  let over = false

  return {
    offer({ status, pendingReload }: CommandUpdate): void {
      if (over) return
      const word = status?.toUpperCase()
      if (word === 'TERMINATING') {
        over = true
        return onTerminate()
      }
      if (word === 'TERMINATED' || word === 'EXPIRED') {
        over = true
        return onEnded(word)
      }
      const reloadId = pendingReload?.reloadId
      if (!reloadId || seen.has(reloadId)) return
      seen.add(reloadId)
      onReload(reloadId)
    },
  }
}
