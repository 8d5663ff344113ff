import type { Page } from '@playwright/test'

/** What a page holds on to and has to let go of. */
export interface Handles {
  timers: number
  intervals: number
  frames: number
  /** Listeners on window and document. */
  listeners: number
  channels: number
  locks: number
  observers: number
}

/** Counts from the page's start on; call before the first navigation. */
export async function countHandles(page: Page): Promise<void> {
  await page.addInitScript(() => {
    // The panel asks the timers of an empty frame what the page's policy is; they stay the browser's own.
    if (window !== window.top) return
    const live = {
      timers: new Set<unknown>(),
      intervals: new Set<unknown>(),
      frames: new Set<unknown>(),
      listeners: 0,
      channels: 0,
      observers: 0,
    }
    const registries = new Set<Set<string>>()
    const w = window as unknown as Record<string, never> & Window

    const { setTimeout, clearTimeout, setInterval, clearInterval, requestAnimationFrame, cancelAnimationFrame } = window
    Object.assign(w, {
      setTimeout(run: (...args: unknown[]) => void, ms?: number, ...args: unknown[]) {
        const id = setTimeout(() => {
          live.timers.delete(id)
          run(...args)
        }, ms)
        live.timers.add(id)
        return id
      },
      clearTimeout(id: number) {
        live.timers.delete(id)
        clearTimeout(id)
      },
      setInterval(run: () => void, ms?: number) {
        const id = setInterval(run, ms)
        live.intervals.add(id)
        return id
      },
      clearInterval(id: number) {
        live.intervals.delete(id)
        clearInterval(id)
      },
      requestAnimationFrame(run: (at: number) => void) {
        const id = requestAnimationFrame((at) => {
          live.frames.delete(id)
          run(at)
        })
        live.frames.add(id)
        return id
      },
      cancelAnimationFrame(id: number) {
        live.frames.delete(id)
        cancelAnimationFrame(id)
      },
    })

    for (const target of [window, document]) {
      const known = new Set<string>()
      const ids = new WeakMap<object, number>()
      let next = 0
      const keyOf = (type: string, listener: object, options: unknown) => {
        if (!ids.has(listener)) ids.set(listener, next++)
        const capture =
          typeof options === 'object' && options !== null
            ? Boolean((options as AddEventListenerOptions).capture)
            : Boolean(options)
        return `${type} ${ids.get(listener)} ${capture}`
      }
      const { addEventListener, removeEventListener } = target
      target.addEventListener = function (this: EventTarget, type: string, listener: never, options: never) {
        const signal = (options as AddEventListenerOptions | undefined)?.signal
        if (listener && !signal && !(options as AddEventListenerOptions | undefined)?.once)
          known.add(keyOf(type, listener, options))
        live.listeners = [...registries].reduce((sum, set) => sum + set.size, 0)
        return addEventListener.call(target, type, listener, options)
      } as never
      target.removeEventListener = function (this: EventTarget, type: string, listener: never, options: never) {
        if (listener) known.delete(keyOf(type, listener, options))
        live.listeners = [...registries].reduce((sum, set) => sum + set.size, 0)
        return removeEventListener.call(target, type, listener, options)
      } as never
      registries.add(known)
    }

    const Channel = window.BroadcastChannel
    window.BroadcastChannel = class extends Channel {
      constructor(name: string) {
        super(name)
        live.channels++
      }
      override close() {
        live.channels--
        super.close()
      }
    }
    for (const name of ['ResizeObserver', 'IntersectionObserver', 'MutationObserver'] as const) {
      const Observer = window[name] as unknown as new (run: never) => {
        disconnect(): void
        observe(...args: never[]): void
      }
      Object.assign(w, {
        [name]: class extends Observer {
          #isOn = false
          override observe(...args: never[]) {
            if (!this.#isOn) live.observers++
            this.#isOn = true
            super.observe(...args)
          }
          override disconnect() {
            if (this.#isOn) live.observers--
            this.#isOn = false
            super.disconnect()
          }
        },
      })
    }
    Object.assign(window, {
      liveHandles: async () => {
        const { held, pending } = await navigator.locks.query()
        const locks = [...(held ?? []), ...(pending ?? [])].filter((lock) => lock.name?.startsWith('devhotload')).length
        const { timers, intervals, frames, listeners, channels, observers } = live
        return {
          timers: timers.size,
          intervals: intervals.size,
          frames: frames.size,
          listeners,
          channels,
          observers,
          locks,
        }
      },
    })
  })
}

export const liveHandles = (page: Page): Promise<Handles> =>
  page.evaluate(() => (window as unknown as { liveHandles(): Promise<Handles> }).liveHandles())
