/** Why a reload happens; `askedAt` is in milliseconds. */
export interface ReloadRequest {
  trigger: 'start' | 'file' | 'panel'
  changedFiles: string[]
  /** Of a reload that the panel asked for. */
  reloadId?: string
  askedAt: number
}

/** Carries out reloads one after the other; file changes that come meanwhile become one. */
export const createReloadQueue = (carryOut: (request: ReloadRequest) => Promise<void>) => {
  const waiting: ReloadRequest[] = []
  let running: Promise<void> | null = null
  let disposed = false

  const run = async () => {
    for (let next = waiting.shift(); next && !disposed; next = waiting.shift()) await carryOut(next)
    running = null
  }

  return {
    request(request: ReloadRequest): void {
      if (disposed) return
      const same = request.trigger === 'file' ? waiting.find(({ trigger }) => trigger === 'file') : undefined
      if (same) same.changedFiles = [...new Set([...same.changedFiles, ...request.changedFiles])].sort()
      else waiting.push(request)
      running ??= run()
    },
    /** Starts nothing more; resolves when the reload under way is over. */
    async dispose(): Promise<void> {
      disposed = true
      waiting.length = 0
      await running
    },
  }
}
