import type { TabLocks } from './types.ts'

export interface ElectionDeps {
  locks: TabLocks
  name: string
  /** This tab holds the lock from now on. */
  onWon: () => void
  /** Somebody took the lock away (`steal`): this tab leads no more. */
  onLost: () => void
  /** Locks do not work here. */
  onFailed: () => void
}

/** Waits for the lock for as long as it takes; the returned function gives it back, or stops waiting. */
export function runForLeader({ locks, name, onWon, onLost, onFailed }: ElectionDeps): () => void {
  const left = new AbortController()
  let isHeld = false
  let giveBack = () => {}

  function hold(): Promise<void> {
    // Granted and given up at the same moment.
    if (left.signal.aborted) return Promise.resolve()
    return new Promise((resolve) => {
      giveBack = resolve
      isHeld = true
      onWon()
    })
  }

  // The browser queues requests and grants the lock the moment its holder is gone, also when that crashed. No
  // heartbeat could tell a dead tab from a slow one as well.
  void Promise.resolve()
    .then(() => locks.request(name, { signal: left.signal }, hold))
    .catch(() => {
      if (left.signal.aborted) return
      if (isHeld) onLost()
      else onFailed()
    })

  return () => {
    left.abort()
    giveBack()
  }
}
