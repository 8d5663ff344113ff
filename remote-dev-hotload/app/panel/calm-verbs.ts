import type { Clock } from '../../kernel/index.ts'

/** Where a bug goes that nobody waits for. */
export type OnFault = (error: unknown) => void

type Verb = (...args: unknown[]) => unknown

function calmVerb(run: Verb, self: unknown, onFault: OnFault): Verb {
  const failed = (error: unknown) => {
    onFault(error)
    return null
  }
  return (...args) => {
    try {
      const answer = run.apply(self, args)
      return answer instanceof Promise ? answer.catch(failed) : answer
    } catch (error) {
      return failed(error)
    }
  }
}

/**
 * The same verbs, from which no bug escapes: views call them and do not wait, so that a rejection would end in the
 * shell's window. One that fails answers null, and says so to `onFault`. Everything that is no function stays as it is.
 */
export function calmVerbs<T extends object>(verbs: T, onFault: OnFault): T {
  const calm: object = Object.defineProperties({}, Object.getOwnPropertyDescriptors(verbs))
  for (const [name, run] of Object.entries(verbs)) {
    if (typeof run === 'function') Object.defineProperty(calm, name, { value: calmVerb(run as Verb, verbs, onFault) })
  }
  return calm as T
}

/** Runs later what must not throw there: in a frame, a listener of the window, a timer. */
export const calmly =
  <A extends readonly unknown[]>(run: (...args: A) => void, onFault: OnFault) =>
  (...args: A): void => {
    try {
      run(...args)
    } catch (error) {
      onFault(error)
    }
  }

/** The same time; what a timer runs throws at nobody, and a timer that repeats goes on. */
export const calmClock = (clock: Clock, onFault: OnFault): Clock => ({
  ...clock,
  after: (ms, run) => clock.after(ms, calmly(run, onFault)),
  every: (ms, run) => clock.every(ms, calmly(run, onFault)),
})
