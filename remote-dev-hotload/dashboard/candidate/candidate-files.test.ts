import { describe, expect, it } from 'vitest'
import { hostileTexts } from '../../../contracts/fixtures/corpus/index.ts'
import { candidateJson } from './candidate-json.ts'
import { candidateMarkdown } from './candidate-markdown.ts'
import { reportOf } from './make-report.ts'
import { codeText } from './markdown-text.ts'
import {
  alertOf,
  asIs,
  auditOf,
  missing,
  noFindings,
  reloadOf,
  sampleFacts,
  sampleSession,
  told,
} from './testing/sample-facts.ts'

const MARKDOWN = [
  '[click](javascript:alert(1))',
  '![](https://evil.example/pixel)',
  '<https://evil.example>',
  'https://evil.example and www.evil.example and me@evil.example',
  '[id]: https://evil.example "reference"',
  '@everyone #1 GH-1 owner/repo@abc',
  '# heading',
  'heading\n===',
  '- [x] done\n1. list\n> quote',
  '| a | b |\n| --- | --- |\n| 1 | 2 |',
  'a | b \\| c \\\\| d',
  '```\ncode\n```',
  '~~~js\nalert(1)\n~~~',
  '` one `` two ``` three ````',
  '`',
  '``starts and ends``',
  '\\`escaped\\`',
  '$$\\href{javascript:alert(1)}{x}$$',
  '---\ntitle: front matter\n---',
  '**bold** _it_ ~~gone~~ &lt;b&gt; &#106;',
  '<!-- comment --> <b>bold</b> <details open ontoggle=alert(1)>',
  'line\u2028separator\u2029paragraph\u0085next',
  '',
  ' \n ',
]
const texts = [...MARKDOWN, ...hostileTexts()]

/** A report in which each text of a server is this one. */
function reportWith(text: string) {
  const error = { fingerprint: text, level: text, message: text, count: 1, firstAt: null, lastAt: null, logId: text }
  return reportOf(
    sampleFacts({
      session: sampleSession({
        pluginId: text,
        pluginName: text,
        pluginVersion: text,
        buildHash: text,
        cliVersion: text,
        sessionId: text,
        tenantId: text,
        tenantName: text,
        developer: { id: text, name: text },
        status: text,
        statusReason: text,
        expiresAt: text,
      }),
      reloads: told([reloadOf(1, { success: false, error: text, at: text })]),
      alerts: told([alertOf(text, { title: text, severity: text, lastRaisedAt: text })]),
      audit: told([auditOf(text, { actor: text, action: text, result: text, at: text })]),
      logs: told({ ...noFindings, errors: [error] }),
    }),
    asIs,
  )
}
/** What is left of a line when its runs of code are taken out, as CommonMark takes them: fences of equal length. */
const outsideCode = (line: string) => line.replaceAll(/(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)/g, '□')
const skeleton = (markdown: string) => markdown.split('\n').map(outsideCode)

describe('the report as Markdown', () => {
  it('reads well', () => {
    const markdown = candidateMarkdown(reportOf(sampleFacts(), asIs), 'audit-77')
    expect(markdown).toContain('**Yes: every rule that counts has passed.**')
    expect(markdown).toContain('- Plugin: `Orders` (`com.test.s-1`)')
    expect(markdown).toContain('- Audit id of this report: `audit-77`')
    expect(markdown).toContain('| At least 95 % of the reloads succeeded | remark | passed | 100.0 % |')
    expect(markdown).toContain('| reload | 3 | 200 ms | 300 ms | 300 ms |')
    expect(markdown).toContain(
      '- 2026-01-01T00:04:00.000Z: `Ana Ruiz` `session.reload`, `accepted`, audit id `audit-1`',
    )
    expect(markdown.endsWith('\n')).toBe(true)
  })

  it('says what could not be loaded and what was cut', () => {
    const facts = sampleFacts({ alerts: missing, logs: told(noFindings, true), reloads: told([reloadOf(1)], true) })
    const markdown = candidateMarkdown(reportOf(facts, asIs), 'a')
    expect(markdown).toContain('Could not be loaded: `DH_API_002`, request `req-5`.')
    expect(markdown).toContain('_The log is longer than what was read')
    expect(markdown).toContain('_Older reloads were not looked at._')
    expect(markdown).toContain('Cannot be judged')
  })

  it('has the same structure whatever a server writes: no link, heading, table, HTML or code block of its own', () => {
    const plain = skeleton(candidateMarkdown(reportWith('plain'), 'plain'))
    expect(plain.join('')).not.toContain('plain')
    for (const text of texts) {
      const shown = skeleton(candidateMarkdown(reportWith(text), text))
      expect(
        shown.map((line) => line.replaceAll('(empty)', '□')),
        JSON.stringify(text),
      ).toEqual(plain)
    }
  })

  it('leaves the text readable', () => {
    expect(codeText('a | b <c> [d](e)')).toBe('`a | b <c> [d](e)`')
    expect(codeText('two `` in it')).toBe('```two `` in it```')
    expect(codeText('`edge`')).toBe('`` `edge` ``')
    expect(codeText('a\r\n\u202eb\u0000c')).toBe('`a b c`')
  })
})

describe('the report as JSON', () => {
  it('names its schema and audit id, and keeps its fields', () => {
    const file = JSON.parse(candidateJson(reportOf(sampleFacts(), asIs), 'audit-77')) as Record<string, unknown>
    expect(Object.keys(file)).toEqual([
      'schema',
      'auditId',
      'masked',
      'gatheredAt',
      'verdict',
      'rules',
      'candidate',
      'window',
      'session',
      'reloads',
      'logs',
      'alerts',
      'commands',
    ])
    expect(file).toMatchObject({ schema: 'dev-hotload.candidate/1', auditId: 'audit-77', masked: true, verdict: 'yes' })
  })

  it('has no key that a server chose, and gives its texts back exactly', () => {
    const keysOf = (value: unknown): string[] =>
      typeof value === 'object' && value !== null
        ? Object.entries(value).flatMap(([key, inner]) => [Array.isArray(value) ? '' : key, ...keysOf(inner)])
        : []
    const plain = keysOf(JSON.parse(candidateJson(reportWith('plain'), 'plain')))
    for (const text of texts) {
      const json = candidateJson(reportWith(text), text)
      const file = JSON.parse(json) as { auditId: string }
      expect(keysOf(file)).toEqual(plain)
      expect(file.auditId).toBe(text)
      expect(json).not.toMatch(/[<>&\u007f-\u009f\u2028\u2029\u202e]/)
    }
  })
})
