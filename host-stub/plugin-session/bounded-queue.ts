export interface TakeLimit<T> {
  count: number
  /** The sum of `sizeOf` that one take should not pass; a single larger item is still taken. */
  size: number
  sizeOf: (item: T) => number
}

/** First in, first out, at most `limit` items: the oldest make room for new ones. */
export const createBoundedQueue = <T>(limit: number) => {
  let items: T[] = []
  let head = 0

  // `shift()` on a long array moves all of it; the read position moves instead and the front is cut off now and then.
  const compact = () => {
    if (head < 1024 || head * 2 < items.length) return
    items = items.slice(head)
    head = 0
  }

  return {
    size: () => items.length - head,
    /** Answers whether the oldest item had to go. */
    push(item: T): boolean {
      items.push(item)
      const overflowed = items.length - head > limit
      if (overflowed) head++
      compact()
      return overflowed
    },
    take({ count, size, sizeOf }: TakeLimit<T>): T[] {
      const taken: T[] = []
      let room = size
      for (let at = head; at < items.length && taken.length < count; at++) {
        const item = items[at] as T
        room -= sizeOf(item)
        if (room < 0 && taken.length > 0) break
        taken.push(item)
      }
      head += taken.length
      compact()
      return taken
    },
  }
}
