/** A place in the event log: `seq` counts all events, `n` those of the tenant. */
export interface EventPlace {
  seq: number
  n: number
}

/**
 * Ids read `<log>-<seq>-<n>`. The first part names this database, so that an id of another one is
 * recognised as unknown; `seq` is padded so that ids sort as text; `n` lets a gap be counted.
 */
export const createEventIds = (log: string) => ({
  write: ({ seq, n }: EventPlace): string => `${log}-${String(seq).padStart(12, '0')}-${n}`,

  read(id: string): EventPlace | null {
    const [name, seq, n, ...rest] = id.split('-')
    if (name !== log || !/^\d{12}$/.test(seq ?? '') || !/^\d{1,12}$/.test(n ?? '') || rest.length > 0) return null
    return { seq: Number(seq), n: Number(n) }
  },
})

export type EventIds = ReturnType<typeof createEventIds>
