import { Presets, SingleBar } from 'cli-progress'

/** How far the export is, for whoever watches. */
export interface Progress {
  update(done: number, total: number): void
  stop(): void
}

export interface Terminal {
  readonly isTTY?: boolean
  write(text: string): unknown
}

const SAY_EVERY_MS = 5_000

/** A bar on a terminal; a line every few seconds where the output is kept, as in CI. */
export function createProgress(stream: NodeJS.WriteStream | Terminal, now: () => number): Progress {
  if (stream.isTTY) {
    const format = '{bar} {percentage} % | {value} of {total} lines | {duration_formatted}'
    const bar = new SingleBar({ stream: stream as NodeJS.WriteStream, format, hideCursor: true }, Presets.legacy)
    let isStarted = false
    return {
      update(done, total) {
        if (!isStarted) bar.start(total, done)
        isStarted = true
        bar.setTotal(total)
        bar.update(done)
      },
      stop: () => void (isStarted && bar.stop()),
    }
  }
  let saidAt = now()
  return {
    update(done, total) {
      if (now() - saidAt < SAY_EVERY_MS) return
      saidAt = now()
      stream.write(`${done} of ${total} lines\n`)
    },
    stop() {},
  }
}
