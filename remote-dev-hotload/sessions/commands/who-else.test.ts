import { describe, expect, it } from 'vitest'
import type { AuditEntry } from '../../../contracts/index.ts'
import { LATELY_MS, othersOf, type Reader } from './who-else.ts'

const NOW = Date.parse('2026-01-05T10:00:00Z')
const MINUTE = 60_000

let no = 0
const entry = (actor: string, minutesAgo: number, patch: Partial<AuditEntry> = {}): AuditEntry => ({
  auditId: `a-${no++}`,
  at: new Date(NOW - minutesAgo * MINUTE).toISOString(),
  action: 'session.reload',
  sessionId: 's-1',
  actor,
  result: 'done',
  reason: null,
  requestId: null,
  details: null,
  ...patch,
})
const reader = (patch: Partial<Reader> = {}): Reader => ({ id: 'u-1', names: new Set(), auditIds: new Set(), ...patch })
const actors = (entries: readonly AuditEntry[], who = reader()) => othersOf(entries, who, NOW).map(({ actor }) => actor)

describe('who else acted on a session', () => {
  it('is everybody once, with the newest act, newest first', () => {
    const acts = othersOf(
      [
        entry('Ana', 20),
        entry('Ana', 3, { action: 'session.terminate', result: 'denied' }),
        entry('Ben', 9),
        entry('Ana', 12),
      ],
      reader(),
      NOW,
    )
    expect(acts).toEqual([
      { actor: 'Ana', action: 'session.terminate', isGood: false, at: NOW - 3 * MINUTE },
      { actor: 'Ben', action: 'session.reload', isGood: true, at: NOW - 9 * MINUTE },
    ])
  })

  it('leaves out what is older than half an hour and what has no readable time', () => {
    expect(actors([entry('Ana', 31), entry('Ben', 29), entry('Chen', 1, { at: 'yesterday' })])).toEqual(['Ben'])
    expect(othersOf([entry('Ana', 30)], reader(), NOW)).toHaveLength(1)
    expect(othersOf([entry('Ana', 30)], reader(), NOW + 1)).toHaveLength(0)
    expect(LATELY_MS).toBe(30 * MINUTE)
  })

  it('tells two people of one name apart by their ids', () => {
    const own = { details: { actorId: 'u-1' } }
    const namesake = { details: { actorId: 'u-9' } }
    const who = reader({ names: new Set(['Uma']) })
    expect(actors([entry('Uma', 1, own)], who)).toEqual([])
    expect(actors([entry('Uma', 1, namesake)], who)).toEqual(['Uma'])
    expect(actors([entry('Uma', 1, namesake), entry('Uma', 2, { details: { actorId: 'u-8' } })], who)).toHaveLength(2)
  })

  it('knows the reader without an id: by name, by an id in place of a name, by what this tab has sent', () => {
    expect(actors([entry('Uma', 1)], reader({ names: new Set(['Uma']) }))).toEqual([])
    expect(actors([entry('u-1', 1)])).toEqual([])
    expect(actors([entry('Uma', 1, { auditId: 'sent' })], reader({ auditIds: new Set(['sent']) }))).toEqual([])
    expect(actors([entry('Uma', 1)])).toEqual(['Uma'])
  })

  it('believes no id that is not one', () => {
    expect(actors([entry('Ana', 1, { details: { actorId: '' } })])).toEqual(['Ana'])
    expect(actors([entry('Ana', 1, { details: 'u-1' })])).toEqual(['Ana'])
    expect(actors([entry('Ana', 1, { details: { actorId: { id: 'u-1' } } })])).toEqual(['Ana'])
  })
})
