import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { safeParse } from 'zod/mini'
import { envelopeSchema, PAYLOAD_SCHEMAS, STREAM_EVENT_TYPES, type StreamEventType } from './stream-events.ts'

const folder = new URL('fixtures/stream/', import.meta.url)

interface StreamFixture {
  kind: 'good' | 'old' | 'hostile'
  frame: { id: string; event: string }
  data: { type?: string; payload?: unknown }
}

const fixtures = readdirSync(folder).map((file) => ({
  file,
  fixture: JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as StreamFixture,
}))

describe('the stream fixtures', () => {
  for (const { file, fixture } of fixtures.filter(({ fixture: { kind } }) => kind === 'good')) {
    it(`${file} keeps the contract to the letter`, () => {
      const { type } = fixture.data
      expect(type).toBe(fixture.frame.event)
      expect(STREAM_EVENT_TYPES).toContain(type)
      expect(safeParse(envelopeSchema, fixture.data)).toMatchObject({ success: true })
      expect(safeParse(PAYLOAD_SCHEMAS[type as StreamEventType], fixture.data.payload)).toMatchObject({ success: true })
    })
  }

  it('show every event of the contract that carries something of its own', () => {
    const shown = new Set(fixtures.map(({ fixture }) => fixture.data.type))
    // AlertUpdated has the payload of AlertRaised.
    expect(STREAM_EVENT_TYPES.filter((type) => !shown.has(type))).toEqual(['AlertUpdated'])
  })
})
