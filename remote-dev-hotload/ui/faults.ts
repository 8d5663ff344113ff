import { inject, type InjectionKey } from 'vue'

/** What is told of a fault beside the error: its code of the catalogue of diagnostics, and words of ours only. */
export interface FaultContext extends Record<string, string> {
  code: string
}

/** Tells the shell's telemetry of a fault of ours. Never throws. */
export type ReportFault = (error: unknown, context: FaultContext) => void

export const FaultsKey: InjectionKey<ReportFault> = Symbol('dev-hotload faults')

/** Outside of a door there is nobody to tell: a test shall see it. */
const escape: ReportFault = (error) => void Promise.reject(error)

/** Where a part reports what went wrong in it. A promise that nobody waits for ends here and not in the shell's window. */
export const useFaults = (): ReportFault => inject(FaultsKey, escape)

/** For work that Vue does not see: a frame, an observer, the end of a promise. It is told of, and the rest goes on. */
export function useSlips(): { slip(error: unknown): void; calmly(run: () => void): () => void } {
  const report = useFaults()
  const slip = (error: unknown): void => report(error, { code: 'DH_VIEW_002' })
  return {
    slip,
    calmly: (run) => () => {
      try {
        run()
      } catch (error) {
        slip(error)
      }
    },
  }
}
