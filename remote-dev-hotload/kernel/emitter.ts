export interface Emitter<T> {
  emit(value: T): void
  /** The returned function unsubscribes; calling it twice is harmless. */
  subscribe(listener: (value: T) => void): () => void
  clear(): void
}

/** A list of listeners. A listener may unsubscribe while it is being told. */
export function createEmitter<T>(): Emitter<T> {
  const listeners = new Set<(value: T) => void>()
  return {
    emit(value) {
      for (const listener of [...listeners]) listener(value)
    },
    subscribe(listener) {
      // A wrapper, so that the same function subscribed twice is two subscriptions.
      const own = (value: T) => listener(value)
      listeners.add(own)
      return () => void listeners.delete(own)
    },
    clear: () => listeners.clear(),
  }
}
