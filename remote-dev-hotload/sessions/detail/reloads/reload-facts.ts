import type { Reload } from '../../../../contracts/index.ts'

/** The longest of all times, ms; what a full bar stands for. 0 without any. */
export const longestTime = (reloads: readonly Reload[]): number =>
  reloads.reduce((most, { buildTimeMs, durationMs }) => Math.max(most, sane(buildTimeMs), sane(durationMs)), 0)

const sane = (ms: number | null): number => (ms !== null && Number.isFinite(ms) && ms > 0 ? ms : 0)

/** How much of a bar a time fills, percent; what took any time at all is seen. */
export const shareOf = (ms: number, longest: number): number =>
  longest <= 0 || sane(ms) === 0 ? 0 : Math.min(100, Math.max(1, (ms / longest) * 100))

const MOST_CHARS = 300

/** The first line of an error that says something; null without one. */
export function firstLine(error: string | null): string | null {
  const line = error
    ?.split(/[\r\n\u2028\u2029]/, 50)
    .find((one) => one.trim() !== '')
    ?.trim()
  if (!line) return null
  return line.length > MOST_CHARS ? `${line.slice(0, MOST_CHARS)}…` : line
}

/** A reload is shown as failed only when it was reported so. */
export const isFailed = ({ success }: Reload): boolean => success === false
