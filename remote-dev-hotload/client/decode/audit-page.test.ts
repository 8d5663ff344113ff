import { describe, expect, it } from 'vitest'
import { decodeAuditPage } from './audit-page.ts'

const entry = (auditId: string) => ({
  auditId,
  at: '2026-01-01T00:00:00Z',
  action: 'session.reload',
  actor: 'Ana',
  result: 'done',
})

describe('a page of the activity', () => {
  it('names whose it is, where it begins and how many there are', () => {
    const page = decodeAuditPage({ items: [entry('a'), entry('b')], totalCount: 120 }, 's', 50)
    expect(page).toMatchObject({ sessionId: 's', offset: 50, totalCount: 120, rejected: 0 })
    expect(page?.items.map(({ auditId }) => auditId)).toEqual(['a', 'b'])
  })

  it('keeps the place of an entry that cannot be read', () => {
    expect(decodeAuditPage({ items: [entry('a'), { auditId: 'b' }], totalCount: 'many' }, null, 10)).toMatchObject({
      rejected: 1,
      totalCount: 12,
    })
  })

  it('is none when the answer is something else, and masks what it holds', () => {
    expect(decodeAuditPage({ items: {} }, null, 0)).toBeNull()
    const page = decodeAuditPage({ items: [{ ...entry('a'), details: { password: 'x1' } }] }, null, 0)
    expect(page?.items[0]?.details).toEqual({ password: '[masked: key]' })
  })
})
