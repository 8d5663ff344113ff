import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Reload } from '../../contracts/index.ts'
import { MOST_RELOADS, withReloads } from './recent-reloads.ts'

const reload = (sequence: number, patch: Partial<Reload> = {}): Reload => ({
  reloadId: null,
  sequence,
  at: `2026-01-01T00:00:${String(sequence % 60).padStart(2, '0')}Z`,
  durationMs: 800,
  buildTimeMs: null,
  mode: null,
  trigger: null,
  changedFiles: [],
  success: true,
  error: null,
  firstLogId: null,
  ...patch,
})
const sequences = (reloads: readonly Reload[]) => reloads.map(({ sequence }) => sequence)

describe('the recent reloads of a session', () => {
  it('are the newest twelve, oldest first, each once, in whatever order and pieces they are heard of', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.nat(40), { maxLength: 20 }), { maxLength: 8 }), (pieces) => {
        const heard = pieces.reduce<readonly Reload[]>(
          (known, piece) =>
            withReloads(
              known,
              piece.map((n) => reload(n)),
            ),
          [],
        )
        const all = [...new Set(pieces.flat())].sort((a, b) => a - b)
        expect(sequences(heard)).toEqual(all.slice(-MOST_RELOADS))
      }),
      { seed: 5 },
    )
  })

  it('take the later telling of a reload, and stay the same list when nothing is new', () => {
    const known = withReloads([], [reload(1), reload(2, { success: null })])
    expect(withReloads(known, [reload(2, { success: null }), reload(1)])).toBe(known)
    expect(withReloads(known, [reload(2, { success: false, error: 'boom' })]).at(-1)).toMatchObject({ error: 'boom' })
    const full = withReloads(
      [],
      Array.from({ length: 20 }, (_, i) => reload(i + 20)),
    )
    expect(withReloads(full, [reload(3)])).toBe(full)
  })
})
