export interface GuardSink {
  /** Text that the parser may see; every character at most once. */
  pass(text: string): void
  /** The event that has begun is too large: forget it. What follows belongs to the next one. */
  cut(): void
}

/** First letters of `data`, `event`, `id` and `retry`: the only lines that a parser has to hold on to. */
const HELD = 'deir'

/**
 * Stands before the parser and keeps any event from outgrowing `limit` characters.
 *
 * An event that does is dropped as a whole, up to its blank line. Starting the parser anew in its middle would be
 * wrong twice: the tail of a log line could pass for an `id:` or a `data:` of the server, and the second half of
 * an event for a whole one. Where the bytes were cut into chunks makes no difference.
 */
export function createBlockGuard(limit: number, sink: GuardSink): { feed(text: string): void } {
  const lineEnd = /\r\n?|\n/g
  /** Characters of the data lines of this event that have ended. */
  let held = 0
  /** Characters of the line that has not ended. */
  let line = 0
  let first = ''
  let isSkipping = false
  let endedInCr = false

  return {
    feed(text) {
      if (text === '') return
      let from = 0
      // The second half of a CRLF that two chunks share ends no second line.
      let at = endedInCr && text.startsWith('\n') ? 1 : 0
      endedInCr = text.endsWith('\r')
      for (;;) {
        lineEnd.lastIndex = at
        const found = lineEnd.exec(text)
        const end = found?.index ?? text.length
        if (line === 0) first = text.charAt(at)
        line += end - at
        if (!isSkipping && held + line > limit && HELD.includes(first)) {
          sink.pass(text.slice(from, at))
          sink.cut()
          isSkipping = true
        }
        if (!found) break
        at = lineEnd.lastIndex
        if (line === 0) {
          held = 0
          if (isSkipping) from = at
          isSkipping = false
        } else if (first === 'd') held += line
        line = 0
      }
      if (!isSkipping && from < text.length) sink.pass(text.slice(from))
    },
  }
}
