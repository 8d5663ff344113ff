import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { DIAGNOSTICS, STREAM_EVENT_TYPES } from '../../../contracts/index.ts'
import { table } from './markdown.ts'
import { referencePages } from './pages.ts'

const pages = referencePages()

describe('the contract reference', () => {
  it.each([...pages.keys()])('is up to date: %s (else: npm run docs:reference)', (name) => {
    const written = readFileSync(new URL(`../../../docs/reference/${name}`, import.meta.url), 'utf8')
    expect(written).toBe(pages.get(name))
  })

  it('has every question, every event and every code, and nothing that only the stand-in has', () => {
    expect(pages.get('graphql.md')).toContain('`acknowledgeDevAlert`')
    for (const type of STREAM_EVENT_TYPES) expect(pages.get('stream.md')).toContain(`\`${type}\``)
    for (const code of Object.keys(DIAGNOSTICS)) expect(pages.get('diagnostics.md')).toContain(`\`${code}\``)
    expect(pages.get('rest.md')).toContain('`POST /internal/dev/plugins/notifications`')
    expect(pages.get('rest.md')).not.toContain('/stub/')
  })

  it('keeps a bar in a text from ending its cell', () => {
    expect(table(['a'], [['x | y']])).toBe('| a |\n| --- |\n| x \\| y |')
  })
})
