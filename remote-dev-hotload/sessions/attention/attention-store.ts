import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { DiagnosticCode, Session } from '../../../contracts/index.ts'

/** How far the question is: `stale` shows the last answer while the newest one failed. */
export type AttentionState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly at: number }
  | { readonly kind: 'failed'; readonly code: DiagnosticCode; readonly requestId: string | null }
  | { readonly kind: 'stale'; readonly code: DiagnosticCode; readonly requestId: string | null; readonly at: number }

/** The first sessions of an answer, and how many there are in all. */
export interface AttentionAnswer {
  readonly items: readonly Session[]
  readonly totalCount: number
}

const NOTHING: AttentionAnswer = { items: [], totalCount: 0 }

/** Sessions in need that may be on no page of the list. It is told what the server says and never asks. */
export const useAttentionStore = defineStore('dev-hotload/attention', () => {
  const failed = shallowRef<AttentionAnswer>(NOTHING)
  const lost = shallowRef<AttentionAnswer>(NOTHING)
  const state = shallowRef<AttentionState>({ kind: 'loading' })
  /** Counts the changes of tenant or user: an answer of another era is not taken. */
  const era = shallowRef(0)

  function applyAnswers(answers: { failed: AttentionAnswer; lost: AttentionAnswer }, at: number): void {
    failed.value = answers.failed
    lost.value = answers.lost
    state.value = { kind: 'ready', at }
  }

  function askFailed(code: DiagnosticCode, requestId: string | null): void {
    const at = 'at' in state.value ? state.value.at : null
    state.value = at === null ? { kind: 'failed', code, requestId } : { kind: 'stale', code, requestId, at }
  }

  /** For commands on a session that is on no page of the list. */
  const byId = (sessionId: string): Session | undefined =>
    [...failed.value.items, ...lost.value.items].find((session) => session.sessionId === sessionId)

  /** Another tenant or user: nothing of the old one stays. */
  function clear(): void {
    failed.value = NOTHING
    lost.value = NOTHING
    state.value = { kind: 'loading' }
    era.value++
  }

  return { failed, lost, state, era, applyAnswers, askFailed, byId, clear }
})

export type AttentionStore = ReturnType<typeof useAttentionStore>
