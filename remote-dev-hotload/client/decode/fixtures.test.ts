import { describe, expect, it } from 'vitest'
import { decodeSessionPage } from './answers.ts'
import { decodeFrame } from './stream-event.ts'

interface StreamFixture {
  frame: { id: string; event: string }
  data: unknown
  expect: string
}

const frames = import.meta.glob<StreamFixture>('../../../contracts/fixtures/stream/*.json', {
  eager: true,
  import: 'default',
})
const answers = import.meta.glob<{ operation: string; data: { devHotloadSessions: unknown } }>(
  '../../../contracts/fixtures/graphql/sessions.*.json',
  { eager: true, import: 'default' },
)
const nameOf = (path: string) => path.split('/').at(-1)!

describe('the golden payloads of the contract', () => {
  for (const [path, fixture] of Object.entries(frames)) {
    it(`decode ${nameOf(path)} to ${fixture.expect}`, () => {
      const decoded = decodeFrame({ ...fixture.frame, data: JSON.stringify(fixture.data) })
      expect(decoded.ok ? decoded.event.kind : decoded.rejection).toBe(fixture.expect)
    })
  }

  for (const [path, fixture] of Object.entries(answers)) {
    it(`give one session of ${nameOf(path)}, without its token`, () => {
      const page = decodeSessionPage(fixture.data.devHotloadSessions)
      expect(page).toMatchObject({ rejected: 0, items: [{ status: 'ACTIVE' }] })
      expect(JSON.stringify(page)).not.toMatch(/eyJhbGci|"reloadToken":"e/)
    })
  }
})
