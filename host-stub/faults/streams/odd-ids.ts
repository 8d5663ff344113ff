import type { FrameFault } from '../fault.ts'

/** Stands before the Dev API's own id. */
const MARK = '编号№~'
// Longer than what headers commonly carry.
const LONG = 'x'.repeat(3_000)

export const oddIds: FrameFault = {
  kind: 'frames',
  sentence: 'ids that are not ASCII, some over-long, some with a NUL; what comes back is understood',
  create: (dice) => ({
    change: (frame) =>
      frame.replace(/^id: (.*)$/m, (_, id: string) => {
        const throwOf = dice.float()
        if (throwOf < 0.1) return `id: ${id}\0`
        return throwOf < 0.2 ? `id: ${LONG}${MARK}${id}` : `id: ${MARK}${id}`
      }),
  }),
  // A header's bytes reach us as one character each.
  originalId: (id) => Buffer.from(id, 'latin1').toString().split(MARK).at(-1) ?? id,
}
