import { z } from 'zod'
import { pause, type Clock } from '../clock.ts'
import type { Persist } from '../delivery.ts'
import type { Http } from '../http-exchange.ts'

export interface DetectProfileDeps {
  /** At the base of PowerX Core. */
  http: Pick<Http, 'exchange'>
  persist: Persist
  clock: Clock
  /** Says that it waits for the Dev API, once. */
  onWait: (reason: string) => void
  /** Milliseconds. @default 30000 */
  patienceMs?: number
}

const listSchema = z.object({ items: z.array(z.unknown()) })

/** Asks for the list that only PowerX Core has; `null` when there was no answer in time. */
export const detectProfile = async (deps: DetectProfileDeps): Promise<'gateway' | 'core' | null> => {
  const { http, persist, clock, onWait, patienceMs = 30_000 } = deps
  const [patience, waiting] = [new AbortController(), new AbortController()]
  void pause(clock, patienceMs, waiting.signal).then(() => patience.abort())
  let waited = false
  const tellOnce = (reason: string) => {
    if (!waited) onWait(reason)
    waited = true
  }
  const path = '/internal/dev/plugins/sessions?limit=1'
  const ask = () => http.exchange({ method: 'GET', path, schema: listSchema })
  const answer = await persist(ask, { signal: patience.signal, onWait: tellOnce })
  waiting.abort()
  if (answer.kind === 'abandoned') return null
  return answer.kind === 'done' ? 'core' : 'gateway'
}
