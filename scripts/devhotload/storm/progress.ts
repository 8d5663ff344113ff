import { Presets, SingleBar } from 'cli-progress'
import type { Terminal } from '../export/progress.ts'
import { tellTally, type Tally } from './tally.ts'

/** How far the storm is, for whoever watches. */
export interface StormProgress {
  update(elapsedMs: number, tally: Tally): void
  stop(): void
}

const SAY_EVERY_MS = 5_000

/** A bar on a terminal when there is an end to come to; else a line every few seconds. */
export function createStormProgress(stream: NodeJS.WriteStream | Terminal, seconds: number): StormProgress {
  if (stream.isTTY && seconds > 0) {
    const format = '{bar} {value} of {total} s | {told}'
    const bar = new SingleBar({ stream: stream as NodeJS.WriteStream, format, hideCursor: true }, Presets.legacy)
    let isStarted = false
    return {
      update(elapsedMs, tally) {
        const told = { told: tellTally(tally) }
        if (!isStarted) bar.start(seconds, 0, told)
        isStarted = true
        bar.update(Math.min(seconds, Math.floor(elapsedMs / 1_000)), told)
      },
      stop: () => void (isStarted && bar.stop()),
    }
  }
  let saidAt = 0
  return {
    update(elapsedMs, tally) {
      if (elapsedMs - saidAt < SAY_EVERY_MS) return
      saidAt = elapsedMs
      stream.write(`${Math.round(elapsedMs / 1_000)} s: ${tellTally(tally)}\n`)
    },
    stop() {},
  }
}
