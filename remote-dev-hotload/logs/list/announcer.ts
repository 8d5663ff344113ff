import type { LogLook } from '../log-look.ts'

/** What an announcer is told about: lines that have just been drawn. */
export interface NewLines {
  readonly lines: number
  readonly errors: number
  /** The newest lines as words, oldest first; asked for only when they are few enough to be read. */
  read(onlyErrors: boolean, most: number): readonly string[]
}

export interface AnnouncerPorts {
  /** Milliseconds that never jump back. */
  now(): number
  after(ms: number, run: () => void): () => void
  /** Words for many lines at once. */
  summary(lines: number, errors: number): string
  say(text: string): void
}

export interface Announcer {
  add(news: NewLines, choice: LogLook['announce']): void
  /** Forgets what has not been said: the reader paused, looked away or chose otherwise. */
  hush(): void
}

/** One line a second can be listened to; what is more becomes one sentence each five seconds. */
const LINE_EVERY = 1_000
const SUMMARY_EVERY = 5_000

export function createAnnouncer({ now, after, summary, say }: AnnouncerPorts): Announcer {
  let lastSaid = -Infinity
  let lines = 0
  let errors = 0
  let cancel: (() => void) | null = null

  function hush(): void {
    cancel?.()
    cancel = null
    lines = errors = 0
  }

  function tell(): void {
    const text = summary(lines, errors)
    hush()
    lastSaid = now()
    say(text)
  }

  return {
    hush,
    add(news, choice) {
      if (choice === 'off') return hush()
      const onlyErrors = choice === 'errors'
      const count = onlyErrors ? news.errors : news.lines
      if (count === 0) return
      const isQuiet = cancel === null && now() - lastSaid >= LINE_EVERY
      if (isQuiet && count === 1) {
        const [text] = news.read(onlyErrors, 1)
        if (text !== undefined) {
          lastSaid = now()
          return say(text)
        }
      }
      lines += onlyErrors ? news.errors : news.lines
      errors += news.errors
      cancel ??= after(Math.max(0, Number.isFinite(lastSaid) ? SUMMARY_EVERY - (now() - lastSaid) : LINE_EVERY), tell)
    },
  }
}
