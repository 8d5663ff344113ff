import type { Clock } from '../clock.ts'
import { readRetryAfter } from './wait.ts'

/** What came of one attempt; `answer` is a status or a short word, never an address or a text of the receiver. */
export type PostResult =
  | { kind: 'delivered'; answer: string }
  | { kind: 'refused'; answer: string }
  | { kind: 'later'; answer: string; quietMs: number }

export interface PostDeps {
  clock: Clock
  fetch: typeof globalThis.fetch
  /** An attempt that takes longer has failed. */
  timeoutMs: number
}

/** The receiver has read the message and will never take it; a wrong address or key may still be put right. */
const FINAL: readonly number[] = [400, 413, 422]

const wordOf = (error: unknown): string => {
  if (!(error instanceof Error)) return 'failed'
  if (error.name === 'TimeoutError') return 'no answer in time'
  const code = error.cause instanceof Error && 'code' in error.cause ? String(error.cause.code) : ''
  return /^[A-Z][A-Z0-9_]{1,40}$/.test(code) ? code : 'no connection'
}

/** Sends JSON once. It never rejects. */
export const createPost =
  ({ clock, fetch, timeoutMs }: PostDeps) =>
  async (url: string, body: object, leaving: AbortSignal): Promise<PostResult> => {
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json; charset=utf-8' },
        body: JSON.stringify(body),
        // A redirect would hand the key to somebody else.
        redirect: 'manual',
        signal: AbortSignal.any([leaving, AbortSignal.timeout(timeoutMs)]),
      })
      // Nothing in it is of use, and it may be endless.
      await response.body?.cancel().catch(() => {})
      const answer = String(response.status)
      if (response.ok) return { kind: 'delivered', answer }
      if (FINAL.includes(response.status)) return { kind: 'refused', answer }
      return { kind: 'later', answer, quietMs: readRetryAfter(response.headers.get('retry-after'), clock.now()) }
    } catch (error) {
      return { kind: 'later', answer: wordOf(error), quietMs: 0 }
    }
  }

export type Post = ReturnType<typeof createPost>
