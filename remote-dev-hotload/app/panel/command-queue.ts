import type { Clock } from '../../kernel/index.ts'
import type { Delivered } from './command-delivery.ts'

/** Keys that wait for their turn. */
export interface CommandQueue {
  add(keys: readonly string[]): void
  /** Nothing new begins for so many ms; a shorter wish does not shorten a longer one. */
  pause(ms: number): void
  clear(): void
}

export interface QueueDeps {
  clock: Pick<Clock, 'monotonic' | 'after'>
  /** At once. */
  most: number
  work: (key: string) => Promise<Delivered>
}

export function createCommandQueue({ clock, most, work }: QueueDeps): CommandQueue {
  let waiting: string[] = []
  let running = 0
  let heldUntil = 0
  let cancel: (() => void) | null = null
  let era = 0

  function pump(): void {
    const held = heldUntil - clock.monotonic()
    if (held > 0) {
      if (waiting.length > 0) cancel ??= clock.after(held, wake)
      return
    }
    while (running < most) {
      const key = waiting.shift()
      if (key === undefined) return
      void run(key)
    }
  }

  function wake(): void {
    cancel = null
    pump()
  }

  async function run(key: string): Promise<void> {
    const mine = era
    running++
    const how = await work(key)
    if (mine !== era) return
    running--
    // It was refused first, so it is asked for first.
    if (how === 'again') waiting.unshift(key)
    pump()
  }

  return {
    add(keys) {
      waiting.push(...keys)
      pump()
    },
    pause(ms) {
      heldUntil = Math.max(heldUntil, clock.monotonic() + ms)
    },
    clear() {
      era++
      waiting = []
      running = 0
      heldUntil = 0
      cancel?.()
      cancel = null
    },
  }
}
