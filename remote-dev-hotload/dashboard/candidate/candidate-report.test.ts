import { describe, expect, it } from 'vitest'
import { isCandidate } from './candidate-facts.ts'
import { reportOf } from './make-report.ts'
import { findingsOf, firstLine, isSince } from './open-errors.ts'
import { spreadOf } from './spread.ts'
import { asIs, auditOf, lineOf, missing, reloadOf, sampleFacts, sampleSession, told } from './testing/sample-facts.ts'

const text = { cleanText: asIs, fingerprintOf: (message: string) => message.replaceAll(/\d+/g, '#').length }

describe('the report on a candidate', () => {
  it('says which build it is about, whose, and what was looked at', () => {
    const { candidate, window, session } = reportOf(sampleFacts(), asIs)
    expect(candidate).toEqual({
      pluginId: 'com.test.s-1',
      pluginName: 'Orders',
      version: '1.4.0',
      buildHash: 'b7e1',
      cliVersion: '3.2.1',
      sessionId: 's-1',
      owner: { id: 'u-1', name: 'Uma' },
      tenant: { id: 't-1', name: 'Tenant one' },
    })
    expect(window).toEqual({ from: '2026-01-01T00:00:00.000Z', to: '2026-01-01T00:10:00.000Z' })
    expect(session).toMatchObject({ status: 'ACTIVE', expiresAt: '2026-01-01T01:00:00.000Z', endedAt: null })
  })

  it('looks no further than to the end of a session', () => {
    const session = sampleSession({ status: 'TERMINATED', endedAt: '2026-01-01T00:07:00Z' })
    expect(reportOf(sampleFacts({ session }), asIs).window.to).toBe('2026-01-01T00:07:00.000Z')
  })

  it('counts the reloads and names the failed ones with the first line of their error', () => {
    const failed = reloadOf(2, { success: false, error: '\n  x is not defined\n  at route.ts:41' })
    const reloads = told([reloadOf(4), reloadOf(3, { success: null }), failed, reloadOf(1)])
    const { reloads: part } = reportOf(sampleFacts({ reloads }), asIs)
    expect(part.kind === 'told' && part.value).toMatchObject({
      count: 4,
      succeeded: 2,
      failed: 1,
      unreported: 1,
      successRate: 2 / 3,
      reloadMs: { count: 4, median: 250, p95: 400, max: 400 },
      buildMs: { median: 25, max: 40 },
      failures: [{ sequence: 2, at: '2026-01-01T00:02:00.000Z', error: 'x is not defined' }],
      newest: { sequence: 4, success: true },
    })
  })

  it('lists at most a hundred failed reloads and still counts all', () => {
    const reloads = told(Array.from({ length: 250 }, (_, i) => reloadOf(250 - i, { success: false })))
    const { reloads: part } = reportOf(sampleFacts({ reloads }), asIs)
    expect(part.kind === 'told' && [part.value.failed, part.value.failures.length]).toEqual([250, 100])
  })

  it('names the commands with who gave them, and leaves out who only looked', () => {
    const audit = told([
      auditOf('a-1', { action: 'session.terminate', result: 'denied' }),
      auditOf('a-2', { action: 'logs.export' }),
      auditOf('a-3', { action: 'log.reveal' }),
      auditOf('a-4', { action: 'alert.acknowledge' }),
      auditOf('a-5', { action: 'logout-all' }),
    ])
    const { commands } = reportOf(sampleFacts({ audit }), asIs)
    expect(commands.kind === 'told' && commands.value.map(({ auditId, result }) => [auditId, result])).toEqual([
      ['a-1', 'denied'],
      ['a-5', 'accepted'],
    ])
  })

  it('keeps why a part is not there', () => {
    const report = reportOf(sampleFacts({ alerts: missing, logs: null }), asIs)
    expect(report.alerts).toEqual(missing)
    expect(report.logs).toBeNull()
  })

  it('cleans every text that came from a server', () => {
    const facts = sampleFacts({
      session: sampleSession({ pluginName: 'SECRET', statusReason: 'SECRET', buildHash: 'SECRET' }),
      reloads: told([reloadOf(1, { success: false, error: 'SECRET' })]),
      audit: told([auditOf('a', { actor: 'SECRET', result: 'SECRET', action: 'SECRET' })]),
    })
    const report = reportOf(facts, (message) => message.replaceAll('SECRET', '•'))
    expect(JSON.stringify(report)).not.toContain('SECRET')
  })

  it('is the same for the same facts', () => {
    expect(JSON.stringify(reportOf(sampleFacts(), asIs))).toBe(JSON.stringify(reportOf(sampleFacts(), asIs)))
  })
})

describe('errors since the newest reload', () => {
  it('belong to it by their own word on the reload, else by their time', () => {
    const reload = reloadOf(3)
    expect(isSince(lineOf(1, { reloadSequence: 3 }), reload)).toBe(true)
    expect(isSince(lineOf(500, { reloadSequence: 2 }), reload)).toBe(false)
    expect(isSince(lineOf(180), reload)).toBe(true)
    expect(isSince(lineOf(179), reload)).toBe(false)
    expect(isSince(lineOf(1, { ts: 'soon' }), reload)).toBe(false)
    // A server that does not count its reloads.
    expect(isSince(lineOf(100, { reloadSequence: 0 }), { ...reload, sequence: 0 })).toBe(false)
  })

  it('are one entry for each kind of message, the most recent first, with where to find it', () => {
    const findings = findingsOf(
      [
        lineOf(1, { level: 'error', message: 'timeout after 100 ms\n  at a.ts' }),
        lineOf(2, { level: 'warn' }),
        lineOf(3, { level: 'fatal', message: 'out of memory' }),
        lineOf(4, { level: 'error', message: 'timeout after 250 ms\n  at a.ts' }),
      ],
      text,
    )
    expect(findings).toMatchObject({ lines: 4, warnings: 1 })
    expect(findings.errors.map(({ level, message, count, logId }) => [level, message, count, logId])).toEqual([
      ['error', 'timeout after 250 ms', 2, 'log-000004'],
      ['fatal', 'out of memory', 1, 'log-000003'],
    ])
    expect([findings.errors[0]!.firstAt, findings.errors[0]!.lastAt]).toEqual([
      '2026-01-01T00:00:01.000Z',
      '2026-01-01T00:00:04.000Z',
    ])
  })

  it('are cut where nobody reads on', () => {
    expect(firstLine('a'.repeat(10_000))).toHaveLength(502)
    expect(firstLine('\r\n \n')).toBe('')
  })
})

describe('how long reloads took', () => {
  it('is told by times that were measured, and not by none', () => {
    expect(spreadOf([])).toBeNull()
    expect(spreadOf([null, -1, Number.NaN])).toBeNull()
    expect(spreadOf([7])).toEqual({ count: 1, median: 7, p95: 7, max: 7 })
    expect(spreadOf(Array.from({ length: 100 }, (_, i) => 100 - i))).toEqual({
      count: 100,
      median: 50.5,
      p95: 95,
      max: 100,
    })
  })
})

it('calls a candidate only what has a version or a build', () => {
  expect(isCandidate(sampleSession({ pluginVersion: null, buildHash: ' ' }))).toBe(false)
  expect(isCandidate(sampleSession({ pluginVersion: null }))).toBe(true)
  expect(isCandidate(sampleSession({ buildHash: null }))).toBe(true)
})
