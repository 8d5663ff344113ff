import type { ComponentPublicInstance } from 'vue'
import { version } from '../../package.json'
import { createUuid } from '../kernel/index.ts'
import type { FaultContext } from './faults.ts'

/** What is said of a fault: the part and the kind of error, never the error's own words, which may be a server's. */
export interface FaultNote {
  readonly code: 'DH_VIEW_001' | 'DH_VIEW_002'
  /** Joins what a person copies with what telemetry got. */
  readonly id: string
  readonly part: string
  readonly error: string
  /** RFC 3339. */
  readonly at: string
}

const nameOf = (instance: ComponentPublicInstance | null): string =>
  instance?.$options.name ?? (instance?.$options as { __name?: string } | undefined)?.__name ?? 'unknown'

/** Names that somebody else may have chosen count for nothing. */
export function errorName(error: unknown): string {
  const name: unknown = error instanceof Error ? error.name : null
  return typeof name === 'string' && /^[A-Za-z]{1,40}$/.test(name) ? name : 'Error'
}

export function createFaultNote(
  code: FaultNote['code'],
  error: unknown,
  instance: ComponentPublicInstance | null,
  now: number,
): FaultNote {
  const id = createUuid(crypto)().slice(0, 8)
  return { code, id, part: nameOf(instance), error: errorName(error), at: new Date(now).toISOString() }
}

/** For a ticket. */
export const faultText = ({ code, id, part, error, at }: FaultNote): string =>
  [`${code} ${id}`, `part: ${part}`, `error: ${error}`, `at: ${at}`, `panel: ${version}`].join('\n')

export const faultContext = ({ code, id, part }: FaultNote): FaultContext => ({ code, id, part })
