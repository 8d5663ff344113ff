import type { StrikeFault } from '../fault.ts'

export const doubled: StrikeFault = {
  kind: 'strike',
  sentence: 'the newest event once more',
  hit: ({ recent, write }) => {
    const newest = recent.at(-1)
    if (newest) void write(newest)
  },
}

const REPEATED = 20

export const oldFrames: StrikeFault = {
  kind: 'strike',
  sentence: `up to ${REPEATED} of the newest events once more, in any order`,
  hit: ({ recent, dice, write }) => {
    const again = recent
      .slice(-REPEATED)
      .map((frame) => ({ frame, place: dice.float() }))
      .sort((a, b) => a.place - b.place)
    void write(Buffer.concat(again.map(({ frame }) => frame)))
  },
}
