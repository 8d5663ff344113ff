import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { Reload } from '../../../contracts/index.ts'

/** The reloads of the session that is open, newest first. */
export const useReloadStore = defineStore('dev-hotload/reloads', () => {
  const sessionId = shallowRef<string | null>(null)
  const reloads = shallowRef<readonly Reload[]>([])

  /** Another session is open now: its reloads are not known yet. */
  function open(id: string | null): void {
    sessionId.value = id
    reloads.value = []
  }

  function applyHistory(id: string, history: readonly Reload[]): void {
    if (id !== sessionId.value) return
    const seen = new Set(history.map((reload) => reload.sequence))
    // What the stream brought while the history was on its way is newer.
    reloads.value = newestFirst([...reloads.value.filter((reload) => !seen.has(reload.sequence)), ...history])
  }

  function applyReload(id: string, reload: Reload): void {
    if (id !== sessionId.value) return
    reloads.value = newestFirst([reload, ...reloads.value.filter((other) => other.sequence !== reload.sequence)])
  }

  return { reloads, open, applyHistory, applyReload }
})

const newestFirst = (list: readonly Reload[]) => [...list].sort((a, b) => b.sequence - a.sequence)

export type ReloadStore = ReturnType<typeof useReloadStore>
