import type { ChildProcess } from 'node:child_process'

/** Signals a child that was started `detached` and everything that it started; answers whether anything was there. */
export const signalGroup = (child: ChildProcess, signal: NodeJS.Signals): boolean => {
  if (!child.pid) return false
  try {
    return process.kill(-child.pid, signal)
  } catch {
    return false
  }
}
