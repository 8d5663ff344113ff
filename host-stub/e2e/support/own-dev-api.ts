import { createDevApi } from '../../dev-api/create-dev-api.ts'

/** A Dev API of one test, in memory, whose clock the test can put forward. */
export async function startOwnDevApi(options: { tokenTtlS: number }) {
  let ahead = 0
  const clock = {
    now: () => Date.now() + ahead,
    every(ms: number, run: () => void) {
      const timer = setInterval(run, ms)
      return () => clearInterval(timer)
    },
  }
  const api = createDevApi({ db: ':memory:', clock, ...options })
  const { port } = await api.listen(0, '127.0.0.1')
  return {
    url: `http://127.0.0.1:${port}`,
    /** What was issued before is that much older. */
    putForward: (ms: number) => void (ahead += ms),
    stop: () => api.dispose(),
  }
}

export type OwnDevApi = Awaited<ReturnType<typeof startOwnDevApi>>
