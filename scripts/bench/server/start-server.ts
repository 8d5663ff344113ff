import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { AlertWrite, FromServer, Look, Tick, ToServer } from './messages.ts'

export interface BenchServer {
  readonly url: string
  reset(): void
  start(order: { rate: number; batch?: boolean | undefined; limit?: number }): void
  stop(): Promise<{ sent: number; ticks: Tick[] }>
  /** The tenant of many sessions, for as long as nothing is reset. */
  readonly sessions: {
    load(count: number): void
    /** `onlyValues`: rows of the page, and nothing that is a reason to ask for the list again. */
    start(rate: number, onlyValues?: boolean): void
    stop(): void
    look(ids: readonly string[]): Promise<Look>
  }
  /** The alerts of the tenant, for as long as nothing is reset. */
  readonly alerts: {
    load(): void
    /** Tells of so many causes; resolves to what was written when, once all were. Rejects when that takes too long. */
    raise(causes: number): Promise<AlertWrite[]>
  }
  /** Resolves when a page reads the stream; false when none does in time. */
  hasReader(patienceMs: number): Promise<boolean>
  /** Resolves when the limit of the last `start` is reached; false when it is not in time. */
  isFull(patienceMs: number): Promise<boolean>
  close(): void
}

/** Told, told again, and its share of the rests between rounds. */
const MOST_MS_A_CAUSE = 1_000

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url))

/** Starts the server's process. Rejects when it does not come up. */
export async function startServer(folders: { pages: string; remote: string }): Promise<BenchServer> {
  const child = fork(MAIN, [folders.pages, folders.remote], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const listeners = new Set<(message: FromServer) => void>()
  let readers = 0
  let full = false
  child.on('message', (message: FromServer) => {
    if (message.kind === 'readers') readers = message.count
    if (message.kind === 'full') full = true
    for (const listener of listeners) listener(message)
  })
  const send = (message: ToServer) => void child.send(message)

  const hear = <T>(pick: (message: FromServer) => T | null, patienceMs: number): Promise<T | null> =>
    new Promise((resolve) => {
      const settle = (value: T | null) => {
        clearTimeout(timer)
        listeners.delete(listener)
        resolve(value)
      }
      const listener = (message: FromServer) => {
        const picked = pick(message)
        if (picked !== null) settle(picked)
      }
      const timer = setTimeout(() => settle(null), patienceMs)
      listeners.add(listener)
    })

  async function look(ids: readonly string[]): Promise<Look> {
    const answer = hear((m) => (m.kind === 'looked' ? m : null), 30_000)
    send({ kind: 'look', ids })
    const looked = await answer
    if (looked === null) throw new Error("The benchmark's server does not answer.")
    return looked
  }

  const ended = once(child, 'exit').then(() => null)
  const port = await Promise.race([hear((m) => (m.kind === 'ready' ? m.port : null), 20_000), ended])
  if (port === null) throw new Error("The benchmark's server did not start.")

  return {
    url: `http://127.0.0.1:${port}`,
    reset: () => send({ kind: 'reset' }),
    start({ rate, batch = false, limit }) {
      full = false
      send({ kind: 'start', rate, batch, limit: limit ?? null })
    },
    async stop() {
      const answer = hear((m) => (m.kind === 'stopped' ? m : null), 30_000)
      send({ kind: 'stop' })
      const stopped = await answer
      if (stopped === null) throw new Error("The benchmark's server does not answer.")
      return stopped
    },
    sessions: {
      load: (count) => send({ kind: 'sessions', count }),
      start: (rate, onlyValues = false) => send({ kind: 'updates', rate, onlyValues }),
      stop: () => send({ kind: 'updates', rate: 0, onlyValues: false }),
      look,
    },
    alerts: {
      load: () => send({ kind: 'alerts' }),
      async raise(causes) {
        const answer = hear((m) => (m.kind === 'raised' ? m.writes : null), 30_000 + causes * MOST_MS_A_CAUSE)
        send({ kind: 'raise', causes })
        const writes = await answer
        if (writes === null) throw new Error("The benchmark's server does not tell its alerts.")
        return writes
      },
    },
    hasReader: async (patienceMs) =>
      readers > 0 || (await hear((m) => (m.kind === 'readers' && m.count > 0 ? true : null), patienceMs)) === true,
    isFull: async (patienceMs) => full || (await hear((m) => (m.kind === 'full' ? true : null), patienceMs)) === true,
    close: () => child.disconnect(),
  }
}
