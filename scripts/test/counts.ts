import { z } from 'zod'

export interface Counts {
  passed: number
  failed: number
}

export const NOTHING: Counts = { passed: 0, failed: 0 }

export const add = (a: Counts, b: Counts): Counts => ({ passed: a.passed + b.passed, failed: a.failed + b.failed })

/** The last line of `npm test`. */
export const countLine = ({ passed, failed }: Counts): string => `${passed} passed, ${failed} failed`

/** A check without tests of its own is one test. */
export const checkCounts = (exitCode: number): Counts =>
  exitCode === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }

const vitestSchema = z.object({
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.object({ status: z.string() })) })),
})

/** A file that could not be loaded has no tests to count; it is one that failed. */
const countVitest = (report: unknown): Counts => {
  const { testResults } = vitestSchema.parse(report)
  let counts = NOTHING
  for (const { status, assertionResults } of testResults) {
    const passed = assertionResults.filter((test) => test.status === 'passed').length
    const failed = assertionResults.filter((test) => test.status === 'failed').length
    counts = add(counts, { passed, failed: failed === 0 && status === 'failed' ? 1 : failed })
  }
  return counts
}

const playwrightSchema = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number() }),
})

/** What passes only now and then has failed. */
const countPlaywright = (report: unknown): Counts => {
  const { stats } = playwrightSchema.parse(report)
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky }
}

const READERS = { vitest: countVitest, playwright: countPlaywright }

/** Counts a report (`null`: none was written); a run that failed without a failed test is one that failed. */
export const reportCounts = (tool: keyof typeof READERS, report: unknown, exitCode: number): Counts => {
  try {
    const counts = READERS[tool](report)
    return exitCode !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts
  } catch {
    // No report, or none that can be read: the run crashed.
    return { passed: 0, failed: 1 }
  }
}
