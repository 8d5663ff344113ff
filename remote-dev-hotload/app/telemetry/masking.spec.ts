import { describe, expect, it } from 'vitest'
import {
  createChance,
  KEY_LABELS,
  keyLines,
  secretCases,
  type SecretCase,
} from '../../../contracts/fixtures/corpus/index.ts'
import type { HostTelemetry } from '../../../contracts/index.ts'
import { fakeHost } from '../../tests/fake-host.ts'
import { calmHost } from '../gate/calm-host.ts'
import { MASKS } from './masks.ts'

/** Everything that the shell was handed, as one text. */
function recordingShell(isOpen = true) {
  let told = ''
  const keep = (...parts: readonly unknown[]) => {
    for (const part of parts)
      told += part instanceof Error ? `${part.name} ${part.message} ${part.stack}` : JSON.stringify(part)
  }
  const telemetry: HostTelemetry = { breadcrumb: keep, metric: keep, exception: keep }
  const outlet = calmHost({ ...fakeHost(), telemetry }).telemetry
  if (isOpen) outlet.open(MASKS)
  return { outlet, told: () => told }
}

/** Puts a text wherever a text can be. */
function tellAll(outlet: HostTelemetry, text: string): void {
  outlet.breadcrumb({ action: text, sessionId: text, result: text, duration: 1, errorCode: text })
  outlet.metric(text, 1, text, { tenant: text, [text]: text })
  const error = new Error(text)
  outlet.exception(error, { code: text, part: text })
  const named = new Error('x')
  named.name = text
  outlet.exception(Object.assign(named, { cause: new Error(text), note: text }), { code: 'DH_VIEW_001' })
  outlet.exception(text, { code: 'DH_VIEW_002' })
}

/** Half a secret is a secret too. */
const partsOf = (secret: string): string[] => {
  const half = Math.ceil(secret.length / 2)
  return secret.length >= 16 ? [secret.slice(0, half), secret.slice(half)] : [secret]
}
const survivors = (cases: readonly SecretCase[], isOpen = true) =>
  cases.filter(({ message, secret }) => {
    const { outlet, told } = recordingShell(isOpen)
    tellAll(outlet, message)
    return partsOf(secret).some((part) => told().includes(part) || told().includes(encodeURIComponent(part)))
  })

/** Every case is put into a dozen places; a busy machine takes longer than the usual limit. */
const LONG_MS = 30_000
const cases = secretCases(19, 1)
const names = (list: readonly SecretCase[]) =>
  list.map(({ kind, carrier, message }) => `${kind}, ${carrier}: ${message}`)

describe('of the secrets of the corpus', () => {
  it(
    'none survives in a crumb, a metric or an exception',
    () => {
      expect(new Set(cases.map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(60)
      expect(names(survivors(cases))).toEqual([])
    },
    LONG_MS,
  )

  it(
    'none survives before the rules that mask them are there',
    () => {
      expect(names(survivors(cases, false))).toEqual([])
    },
    LONG_MS,
  )

  it.each(KEY_LABELS)('no line of a %s survives', (label) => {
    const lines = keyLines(createChance(5), label)
    const { outlet, told } = recordingShell()
    tellAll(outlet, lines.join('\n'))
    expect(lines.slice(1, -1).filter((line) => line.length > 8 && told().includes(line))).toEqual([])
  })
})

describe('what is not secret', () => {
  it('arrives although the text beside it is masked', () => {
    const { outlet, told } = recordingShell()
    outlet.breadcrumb({ action: 'log.reveal', sessionId: 'see https://x.test/?q=1', result: 'done', duration: 7 })
    expect(told()).toBe('{"action":"log.reveal","sessionId":"[masked]","result":"done","duration":7}')
  })

  it('arrives as it was', () => {
    const { outlet, told } = recordingShell()
    outlet.breadcrumb({
      action: 'session.terminate',
      sessionId: '3f2a8c1e-5b7d-4e90-a1b2-c3d4e5f60718',
      result: 'failed',
      duration: 812.5,
      errorCode: 'DH_API_403',
    })
    outlet.metric('admin.dev_hotload.log_throughput', 1200, 'line/second', { tenant: 'tenant-a' })
    for (const word of [
      'session.terminate',
      '3f2a8c1e-5b7d-4e90-a1b2-c3d4e5f60718',
      '812.5',
      'DH_API_403',
      'tenant-a',
      'line/second',
    ])
      expect(told()).toContain(word)
  })

  it('does not arrive where it is longer than any id', () => {
    const { outlet, told } = recordingShell()
    outlet.breadcrumb({ action: 'a'.repeat(10_000), result: 'done', duration: 1 })
    expect(told().length).toBeLessThan(400)
  })
})
