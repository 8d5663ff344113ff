import { inject, type InjectionKey } from 'vue'
import type { AttentionStore } from './attention-store.ts'

/** What the views of sessions in need may ask for, beside `SessionsPort`. */
export interface AttentionPort {
  readonly attention: AttentionStore
  /** Keeps the answers fresh while somebody looks; the returned function ends it. */
  watch(): () => void
  /** Asks again, now. */
  retry(): void
}

export const AttentionKey: InjectionKey<AttentionPort> = Symbol('dev-hotload attention')

export function useAttention(): AttentionPort {
  const port = inject(AttentionKey)
  if (!port) throw new Error('Render what needs attention inside a Dev Hotload door.')
  return port
}
