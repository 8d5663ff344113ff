import type { FrameFault } from '../fault.ts'

const MINUTE_MS = 60_000
const MOST_MINUTES = 15

const shift = (text: string, ms: number) => {
  const at = Date.parse(text)
  return Number.isNaN(at) ? text : new Date(at + ms).toISOString()
}

export const skew: FrameFault = {
  kind: 'frames',
  sentence: `the clock of the server is off by up to ${MOST_MINUTES} minutes, in Date and in every ts`,
  create: (dice) => {
    const ms = dice.between([-MOST_MINUTES, MOST_MINUTES]) * MINUTE_MS
    return {
      change: (frame) => frame.replace(/"ts":"([^"]+)"/g, (_, at: string) => `"ts":"${shift(at, ms)}"`),
      headers: (headers) => ({ ...headers, date: new Date(Date.now() + ms).toUTCString() }),
    }
  },
}
