import type { WorkLoopDeps } from './work-loop.ts'

/** The browser's newer scheduler, where there is one. */
interface TaskScheduler {
  postTask(run: () => void, options: { priority: 'user-visible'; signal: AbortSignal }): Promise<unknown>
}

/**
 * Calls after what is waiting already. Not `setTimeout` where it can be helped: nested timers wait 4 ms and
 * hidden tabs a second.
 */
export function createBrowserSoon(host: { scheduler?: TaskScheduler } = globalThis): WorkLoopDeps['soon'] {
  const { scheduler } = host
  if (scheduler) {
    return (run) => {
      const abort = new AbortController()
      scheduler.postTask(run, { priority: 'user-visible', signal: abort.signal }).catch((reason: unknown) => {
        // Cancelling rejects the promise; anything else is an error of the task and must be seen.
        if (!abort.signal.aborted) reportError(reason)
      })
      return () => abort.abort()
    }
  }
  if (typeof MessageChannel === 'function') {
    return (run) => {
      const { port1, port2 } = new MessageChannel()
      let isCancelled = false
      const close = () => {
        port1.close()
        port2.close()
      }
      port1.onmessage = () => {
        close()
        if (!isCancelled) run()
      }
      port2.postMessage(null)
      return () => {
        isCancelled = true
        close()
      }
    }
  }
  return (run) => {
    const timer = setTimeout(run, 0)
    return () => clearTimeout(timer)
  }
}
