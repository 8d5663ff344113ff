import type { HostNotice, Watched } from '../../../../contracts/host.ts'
import { createWatched } from './watched.ts'

export interface Toast extends HostNotice {
  id: string
}

export interface Toaster {
  toasts: Watched<readonly Toast[]>
  /** A notice with a known id takes the old one's place. */
  add(notice: HostNotice): void
  dismiss(id: string): void
  /** Nothing leaves while a person reads. */
  hold(): void
  release(): void
}

const MOST = 5
const SHOWN_MS = { success: 5_000, info: 5_000, warning: 8_000, error: 12_000 } as const

/** Notices at the edge of the page that go by themselves. */
export function createToaster(clock: {
  setTimeout(run: () => void, ms: number): number
  clearTimeout(handle: number): void
}): Toaster {
  const toasts = createWatched<readonly Toast[]>([])
  const timers = new Map<string, number>()
  let held = false
  let made = 0

  const stopTimer = (id: string): void => {
    const handle = timers.get(id)
    if (handle !== undefined) clock.clearTimeout(handle)
    timers.delete(id)
  }
  const dismiss = (id: string): void => {
    stopTimer(id)
    toasts.set(toasts.get().filter((toast) => toast.id !== id))
  }
  const startTimer = ({ id, kind }: Toast): void => {
    stopTimer(id)
    if (!held)
      timers.set(
        id,
        clock.setTimeout(() => dismiss(id), SHOWN_MS[kind]),
      )
  }

  return {
    toasts,
    dismiss,
    add(notice) {
      made += 1
      const toast: Toast = { ...notice, id: notice.id ?? `toast-${made}` }
      const others = toasts.get().filter(({ id }) => id !== toast.id)
      for (const { id } of others.slice(0, Math.max(0, others.length + 1 - MOST))) stopTimer(id)
      toasts.set([...others, toast].slice(-MOST))
      startTimer(toast)
    },
    hold() {
      held = true
      for (const id of [...timers.keys()]) stopTimer(id)
    },
    release() {
      held = false
      for (const toast of toasts.get()) startTimer(toast)
    },
  }
}
