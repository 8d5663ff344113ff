import { describe, expect, it } from 'vitest'
import { add, checkCounts, countLine, reportCounts } from './counts.ts'

const file = (status: string, ...tests: string[]) => ({
  status,
  assertionResults: tests.map((test) => ({ status: test })),
})

describe('the counts', () => {
  it('of a vitest report are its tests; skipped ones do not count', () => {
    const report = { testResults: [file('passed', 'passed', 'skipped', 'passed'), file('failed', 'failed', 'passed')] }
    expect(reportCounts('vitest', report, 1)).toEqual({ passed: 3, failed: 1 })
  })

  it('take a test file that could not be loaded for a failed test', () => {
    expect(reportCounts('vitest', { testResults: [file('passed', 'passed'), file('failed')] }, 1)).toEqual({
      passed: 1,
      failed: 1,
    })
  })

  it('of a playwright report take what is flaky for failed', () => {
    const stats = { expected: 5, unexpected: 1, flaky: 2, skipped: 4 }
    expect(reportCounts('playwright', { stats }, 1)).toEqual({ passed: 5, failed: 3 })
  })

  it.each([null, {}, { stats: 'none' }])('take a run without a readable report for failed: %j', (report) => {
    expect(reportCounts('playwright', report, 0)).toEqual({ passed: 0, failed: 1 })
    expect(reportCounts('vitest', report, 0)).toEqual({ passed: 0, failed: 1 })
  })

  it('do not call a run good that ended badly although each test passed', () => {
    expect(reportCounts('vitest', { testResults: [file('passed', 'passed')] }, 1)).toEqual({ passed: 1, failed: 1 })
  })

  it('end in one line', () => {
    expect(countLine(add(checkCounts(0), add(checkCounts(2), { passed: 40, failed: 0 })))).toBe('41 passed, 1 failed')
  })
})
