import { describe, expect, it } from 'vitest'
import { isGood, reportOf, textOf, troubleOf } from './report.ts'

const passed = { id: 'a.form', title: 'a is good', outcome: 'passed' } as const
const open = { id: 'b.form', title: 'b is good', outcome: 'open', why: 'Nobody said how.' } as const
const failed = { id: 'c.form', title: 'c is good', outcome: 'failed', why: 'It is not.', fix: 'Mend it.' } as const

describe('the report on a host', () => {
  it('says of each failure what is wrong, what to do, and which check it is', () => {
    const text = textOf(reportOf('http://shell', './mount', [passed, failed, open]))
    expect(text).toMatch(/FAILED {2}c is good\n +It is not\.\n +→ Mend it\. {2}\[c\.form]/)
    expect(text).toMatch(/open .*b is good\n +Nobody said how\./)
    expect(text).toContain('1 passed, 1 failed, 1 not looked at')
  })

  it('is good without a failure, whatever was left open', () => {
    expect(isGood(reportOf('http://shell', './mount', [passed, open]))).toBe(true)
    expect(isGood(reportOf('http://shell', './mount', [passed, failed]))).toBe(false)
  })

  it('is not good when no host was found', () => {
    const report = troubleOf('http://shell', 'No host was handed over.')
    expect(isGood(report)).toBe(false)
    expect(textOf(report)).toContain('No host was handed over.')
  })
})
