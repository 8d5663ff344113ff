/**
 * A value as the contract has it: a getter and a subscription that reports changes only.
 * @template T
 * @param {T} value
 */
export function createWatched(value) {
  /** @type {Set<(value: T) => void>} */
  const listeners = new Set()
  return {
    get: () => value,
    /** @param {T} next */
    set(next) {
      if (Object.is(next, value)) return
      value = next
      for (const listener of [...listeners]) listener(next)
    },
    /** @param {(value: T) => void} listener */
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
