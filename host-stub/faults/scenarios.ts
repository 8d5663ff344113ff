import type { RequestFaultName, StreamFaultName, StrikeName } from './catalogue.ts'
import type { Span } from './dice.ts'
import type { RequestKind } from './fault.ts'

type Some<T> = readonly [T, ...T[]]

/** A composition of faults; which of them happens when is drawn from the seed. */
export interface Scenario {
  sentence: string
  /** For each request of these kinds: does it go wrong, and how? The first rule that says so counts. */
  requests?: readonly { of: readonly RequestKind[]; chance: number; faults: Some<RequestFaultName> }[]
  /** What an open stream is hit by, again and again until one of them ends it. */
  strikes?: { after: { ms: Span } | { frames: Span }; faults: Some<StrikeName> }
  /** What every stream has. */
  streams?: readonly StreamFaultName[]
  /** Nobody listens: how long until then, and how long that lasts. */
  outages?: { afterMs: Span; lastingMs: Span }
}

const all: readonly RequestKind[] = ['stream', 'command', 'question']

export const SCENARIOS = {
  calm: { sentence: 'nothing goes wrong' },
  flaky: {
    sentence: 'the stream is cut every 0.3 to 5 s in every way that a client gets over by itself',
    requests: [
      { of: ['stream'], chance: 0.15, faults: ['briefly-503', 'hang-up', 'failing'] },
      { of: ['command', 'question'], chance: 0.05, faults: ['failing', 'hang-up', 'lost-answer'] },
    ],
    strikes: {
      after: { ms: [300, 5_000] },
      faults: ['reset', 'half-frame', 'clean-end', 'mid-frame-end', 'brief-stall'],
    },
  },
  slow: {
    sentence: 'late answers, the first KB held back, and bytes one by one',
    requests: [{ of: all, chance: 0.5, faults: ['late-headers'] }],
    streams: ['first-kilobyte', 'drip'],
  },
  choppy: { sentence: 'chunks that end anywhere', streams: ['odd-chunks'] },
  stalls: {
    sentence: 'every 5 to 15 s the stream falls silent without an end',
    strikes: { after: { ms: [5_000, 15_000] }, faults: ['stall'] },
  },
  busy: {
    sentence: 'half of all requests are refused with 503 or 429, and streams are cut so that they ask again',
    requests: [{ of: all, chance: 0.5, faults: ['unavailable', 'too-many'] }],
    strikes: { after: { ms: [3_000, 8_000] }, faults: ['clean-end'] },
  },
  errors: {
    sentence: 'a storm of 500',
    requests: [{ of: all, chance: 0.7, faults: ['failing'] }],
    strikes: { after: { ms: [3_000, 8_000] }, faults: ['reset'] },
  },
  'login-page': {
    sentence: 'a proxy asks to sign in',
    requests: [{ of: ['stream'], chance: 1, faults: ['login-page'] }],
  },
  redirect: { sentence: 'the stream is redirected', requests: [{ of: ['stream'], chance: 1, faults: ['redirect'] }] },
  'wrong-type': {
    sentence: 'the stream is no stream',
    requests: [{ of: ['stream'], chance: 1, faults: ['wrong-type'] }],
  },
  'no-content': {
    sentence: 'the stream ends for good',
    requests: [{ of: ['stream'], chance: 1, faults: ['no-content'] }],
  },
  'odd-ids': {
    sentence: 'ids that are hard to send back, on a stream that is cut every 1 to 4 s',
    strikes: { after: { ms: [1_000, 4_000] }, faults: ['reset', 'half-frame'] },
    streams: ['odd-ids'],
  },
  'replay-chaos': {
    sentence: 'events come again, in any order, between cuts',
    strikes: { after: { ms: [200, 1_500] }, faults: ['doubled', 'old-frames', 'old-frames', 'reset', 'half-frame'] },
  },
  hostile: {
    sentence: 'every 0.5 to 2 s a line that means harm, or one of a megabyte',
    strikes: { after: { ms: [500, 2_000] }, faults: ['hostile-line', 'hostile-line', 'hostile-line', 'giant-line'] },
  },
  skew: {
    sentence: 'another clock on each connection, and a cut every 3 to 8 s',
    strikes: { after: { ms: [3_000, 8_000] }, faults: ['reset'] },
    streams: ['skew'],
  },
  'lost-answers': {
    sentence: 'of 20 % of all commands the answer is lost',
    requests: [{ of: ['command'], chance: 0.2, faults: ['lost-answer'] }],
  },
  down: {
    sentence: 'nobody is there for 30 s, again and again',
    outages: { afterMs: [15_000, 30_000], lastingMs: [30_000, 30_000] },
  },
} satisfies Record<string, Scenario>

export type ScenarioName = keyof typeof SCENARIOS

export const SCENARIO_NAMES = Object.keys(SCENARIOS) as ScenarioName[]

/** For `--help`: a line each. */
export const SCENARIO_LIST = Object.entries(SCENARIOS)
  .map(([name, { sentence }]) => `  ${name.padEnd(14)}${sentence}`)
  .join('\n')

export const scenarioNamed = (name: string): Scenario | null =>
  Object.hasOwn(SCENARIOS, name) ? SCENARIOS[name as ScenarioName] : null

/** For whoever names one that is not there. */
export const unknownScenario = (name: string): string =>
  `There is no fault scenario "${name}". There are: ${SCENARIO_NAMES.join(', ')}.`
