import type { Watched } from '../../../../contracts/host.ts'

/** A `Watched` that its owner can set. Setting an equal value tells nobody. */
export interface WatchedSource<T> extends Watched<T> {
  set(value: T): void
}

/** A value without a framework; a listener that throws does not keep the others from hearing. */
export function createWatched<T>(initial: T): WatchedSource<T> {
  let value = initial
  const listeners = new Set<(value: T) => void>()
  return {
    get: () => value,
    set(next) {
      if (Object.is(next, value)) return
      value = next
      for (const listener of [...listeners]) {
        try {
          listener(next)
        } catch (error) {
          reportError(error)
        }
      }
    },
    subscribe(listener) {
      // Wrapped, so that one function subscribed twice is heard twice and ended separately.
      const own = (next: T) => listener(next)
      listeners.add(own)
      return () => void listeners.delete(own)
    },
  }
}

/** Equal by content, for plain data. */
export const sameData = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

/** A read-only view on another `Watched`, silent while `pick` gives equal data. */
export function pickWatched<T, U>(source: Watched<T>, pick: (value: T) => U): Watched<U> {
  return {
    get: () => pick(source.get()),
    subscribe(listener) {
      let last = pick(source.get())
      return source.subscribe((value) => {
        const next = pick(value)
        if (sameData(next, last)) return
        last = next
        listener(next)
      })
    },
  }
}
