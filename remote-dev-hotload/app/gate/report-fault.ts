import type { DevHotloadHost } from '../../../contracts/host.ts'
import { errorName } from '../../ui/fault-note.ts'
import type { ReportFault } from '../../ui/faults.ts'

const FRAME = /^\s*(?:at\s|\S*@\S+:\d+)/

/** The kind of error and where it came from. Its own words may be a server's or a plugin's and stay here. */
function withoutWords(error: unknown, code: string): Error {
  const quiet = new Error(`${code}: ${errorName(error)}`)
  const stack = error instanceof Error && typeof error.stack === 'string' ? error.stack.split('\n') : []
  quiet.stack = [quiet.message, ...stack.filter((line) => FRAME.test(line))].join('\n')
  return quiet
}

/** Hands faults to the shell's telemetry, if it has one. A telemetry that fails itself is nobody's to hear of. */
export function createReport(host: DevHotloadHost): ReportFault {
  return (error, context) => {
    try {
      const answer: unknown = host.telemetry?.exception(withoutWords(error, context.code), context)
      if (answer instanceof Promise) answer.catch(() => {})
    } catch {
      // See above.
    }
  }
}
