import { describe, expect, it } from 'vitest'
import {
  benignLines,
  createChance,
  hostileJson,
  hostileTexts,
  KEY_LABELS,
  keyLines,
  secretCases,
  type SecretCase,
} from '../../../contracts/fixtures/corpus/index.ts'
import { createFrameDecoder, decodeFrame } from './index.ts'
import { decodeLogPage, decodeSessionPage } from './answers.ts'
import { decodeAlert, decodeAuditEntry, decodeMetrics, decodeReload, decodeSession } from './records.ts'

const entry = { logId: 'l1', ts: '2026-01-01T00:00:00Z', level: 'info', source: 'build', message: '' }
const frameOf = (payload: object, event = 'LogEntry') => ({
  id: '5',
  event,
  data: JSON.stringify({ type: event, sessionId: 's1', tenantId: 't1', payload }),
})

// eslint-disable-next-line no-control-regex -- colours stay, and must not hide that half of a secret has stayed
const COLOURS = /\x1b\[[\d;]*m/g

/** What the panel keeps of a line, as text, colours aside. */
function kept(message: string, fields: unknown = null): string {
  const decoded = decodeFrame(frameOf({ ...entry, message, fields }))
  if (!decoded.ok || decoded.event.kind !== 'log') throw new Error('not a line')
  const [line] = decoded.event.entries
  return `${line!.message} ${JSON.stringify(line!.fields)}`.replace(COLOURS, '')
}

/** Half a secret is a secret too. */
function survives({ secret, message, fields }: SecretCase): boolean {
  const half = Math.ceil(secret.length / 2)
  const parts = secret.length >= 16 ? [secret.slice(0, half), secret.slice(half)] : [secret]
  const text = kept(message, fields)
  return parts.some((part) => text.includes(part) || text.includes(encodeURIComponent(part)))
}

const percent = (part: number, whole: number) => `${((100 * part) / whole).toFixed(2)} %`
const report = (text: string) => console.log(text)

describe('what the panel keeps', () => {
  it('has at least 95 % of the secrets of the corpus masked', () => {
    const cases = secretCases(7, 3)
    const missed = cases.filter(survives)
    const kinds = new Set(cases.map(({ kind }) => kind))
    const masked = cases.length - missed.length
    report(`masked ${masked} of ${cases.length} (${percent(masked, cases.length)}), ${kinds.size} kinds`)
    for (const name of new Set(missed.map(({ kind, carrier }) => `${kind}, ${carrier}`))) report(`  missed: ${name}`)
    expect(kinds.size).toBeGreaterThanOrEqual(60)
    expect(masked / cases.length).toBeGreaterThanOrEqual(0.95)
  })

  it('has at most 0.1 % of the lines without a secret changed', () => {
    const lines = benignLines(11, 5_000)
    const alarms = lines.filter((line) => kept(line) !== `${line.replace(COLOURS, '')} null`)
    report(`false alarms ${alarms.length} of ${lines.length} (${percent(alarms.length, lines.length)})`)
    for (const line of alarms) report(`  changed: ${line.slice(0, 160)}`)
    expect(alarms.length / lines.length).toBeLessThanOrEqual(0.001)
  })

  it.each(KEY_LABELS)('has no line of a %s, however the lines are put into batches', (label) => {
    const chance = createChance(label.length)
    for (let round = 0; round < 20; round++) {
      const lines = keyLines(chance, label)
      const decoder = createFrameDecoder()
      const body = lines.slice(1, -1).filter((line) => line.length > 8)
      let text = ''
      for (let at = 0; at < lines.length;) {
        const size = 1 + chance.below(5)
        const entries = lines.slice(at, at + size).map((message, n) => ({ ...entry, logId: `l${at + n}`, message }))
        text += JSON.stringify(decoder.decode(frameOf({ entries }, 'LogBatch')))
        at += size
      }
      expect(body.filter((line) => text.includes(line))).toEqual([])
      const page = decodeLogPage({ items: lines.slice(4).map((message, n) => ({ ...entry, logId: `l${n}`, message })) })
      expect(body.filter((line) => JSON.stringify(page).includes(line))).toEqual([])
    }
  })

  it('continues no key behind a gap', () => {
    const decoder = createFrameDecoder()
    decoder.decode(frameOf({ ...entry, message: keyLines(createChance(1), 'PRIVATE KEY')[0] }))
    decoder.decode(frameOf({ reason: 'retention' }, 'StreamGap'))
    expect(JSON.stringify(decoder.decode(frameOf({ ...entry, message: 'c2hvcnQx' })))).toContain('c2hvcnQx')
  })
})

const SECRET = ['gh', 'p_', 'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8'].join('')

const at = entry.ts
const session = {
  ...{ sessionId: 's1', pluginId: 'p', tenantId: 't1', developer: { id: 'd', name: '' }, status: 'ACTIVE' },
  ...{ startedAt: at, expiresAt: at, metadata: { a: '' }, entryPoints: [''], pluginName: '', pluginVersion: '' },
  ...{ cliVersion: '', statusReason: '', terminationNote: '', sandboxEndpoint: '', logUrl: '', tenantName: '' },
  ...{ lastReload: { sequence: 1, at, error: '', trigger: '', mode: '', changedFiles: [''] }, allowedActions: [''] },
}
const records: [string, object, (value: unknown) => unknown][] = [
  ['a session', session, decodeSession],
  ['a reload', session.lastReload, decodeReload],
  [
    'an alert',
    {
      alertId: 'a',
      fingerprint: '',
      severity: '',
      state: '',
      title: '',
      message: '',
      firstRaisedAt: at,
      lastRaisedAt: at,
      runbookUrl: '',
      acknowledgedBy: '',
    },
    decodeAlert,
  ],
  [
    'an audit entry',
    { auditId: 'a', at, action: '', actor: '', result: '', reason: '', details: { a: '' } },
    decodeAuditEntry,
  ],
  [
    'metrics',
    { generatedAt: at, series: [{ name: '', unit: '' }], thresholds: [{ metric: '', direction: '' }] },
    decodeMetrics,
  ],
  [
    'a page of lines',
    { items: [{ ...entry, level: '', source: '', traceId: '', fields: { a: [''] } }] },
    decodeLogPage,
  ],
  [
    'the counts of a page',
    { items: [], statusCounts: [{ status: '', count: 1 }] },
    (value) => [...decodeSessionPage(value)!.statusCounts.keys()],
  ],
]

/** The text in the place of every empty one. */
function filled(value: unknown, text: string): unknown {
  if (value === '') return text
  if (Array.isArray(value)) return value.map((item) => filled(item, text))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, filled(item, text)]))
}

describe.each(records)('%s', (_name, record, decode) => {
  it('has no secret in any text, in whatever letters', () => {
    const decoded = JSON.stringify(decode(filled(record, `see ${SECRET}`)))
    expect(decoded).not.toBe('null')
    expect(decoded.toLowerCase()).not.toContain(SECRET.toLowerCase())
    expect(decoded.toLowerCase()).toContain('[masked: github-token]')
  })

  it('has no reload token at any depth', () => {
    const poisoned = JSON.stringify(filled(record, 'x')).replaceAll('{', '{"reloadToken":"sentinel-1",')
    expect(JSON.stringify(decode(JSON.parse(poisoned)))).not.toMatch(/reloadToken|sentinel-1/)
  })

  it('takes hostile texts as texts', () => {
    for (const text of hostileTexts()) decode(filled(record, text))
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
  })
})

describe('hostile JSON', () => {
  it.each(hostileJson().map((json) => [json.slice(0, 60), json]))('changes nothing but itself: %s', (_name, json) => {
    for (const place of ['fields', 'metadata', 'details']) {
      const payload = `{"logId":"1","ts":"${at}","level":"info","message":"x","${place}":${json}}`
      decodeFrame({ id: '1', event: 'LogEntry', data: `{"type":"LogEntry","sessionId":"s","payload":${payload}}` })
    }
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
  })

  it('leaves the hash of a build as it is, in all its forms', () => {
    const chance = createChance(2)
    const hashes = [chance.hex(40), chance.hex(64), btoa(chance.text('abcABC09', 48)), `sha512-${chance.hex(88)}`]
    for (const buildHash of hashes) expect(decodeSession({ ...session, buildHash })).toMatchObject({ buildHash })
  })
})
