import type { Results } from '../results.ts'
import { figure } from './table.ts'

export type Bar = Results['bars'][number]
export type Test = readonly [value: number | null | undefined, limit: number, digits?: number]

/** A bar that there is no figure for; never met. */
export const unmeasured = (bar: string): Bar => ({ bar, verdict: 'not measured', figure: '–' })

const verdict = (bar: string, [value, , digits]: Test, isMet: (value: number) => boolean): Bar =>
  value === null || value === undefined
    ? unmeasured(bar)
    : { bar, verdict: isMet(value) ? 'met' : 'not met', figure: figure(value, digits) }

/** Met from the limit up. */
export const atLeast = (bar: string, test: Test): Bar => verdict(bar, test, (value) => value >= test[1])
/** Met up to the limit. */
export const atMost = (bar: string, test: Test): Bar => verdict(bar, test, (value) => value <= test[1])
