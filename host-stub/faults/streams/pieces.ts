import type { FlowFault } from '../fault.ts'

/** Pieces leave in order, each after its own wait. */
const inTurn = (after: (ms: number, run: () => void) => void) => {
  const line: { ms: number; run: () => void }[] = []
  let isBusy = false
  const next = (): void => {
    const first = line.shift()
    isBusy = first !== undefined
    if (!first) return
    after(first.ms, () => {
      first.run()
      next()
    })
  }
  return (ms: number, run: () => void): void => {
    line.push({ ms, run })
    if (!isBusy) next()
  }
}

const DRIPPED = 64

export const drip: FlowFault = {
  kind: 'flow',
  sentence: `the first ${DRIPPED} bytes of each frame one by one, with pauses of up to 5 ms`,
  create: ({ dice, write, after }) => {
    const turn = inTurn(after)
    return (bytes) => {
      for (let at = 0; at < Math.min(DRIPPED, bytes.length); at++) {
        turn(dice.between([0, 5]), () => write(bytes.subarray(at, at + 1)))
      }
      if (bytes.length > DRIPPED) turn(0, () => write(bytes.subarray(DRIPPED)))
    }
  },
}

export const oddChunks: FlowFault = {
  kind: 'flow',
  sentence: 'chunks of 1 to 700 bytes, cut in the middle of characters and line ends, 0 to 20 ms apart',
  create: ({ dice, write, after }) => {
    const turn = inTurn(after)
    return (bytes) => {
      for (let from = 0; from < bytes.length;) {
        const to = from + dice.between([1, 700])
        const piece = bytes.subarray(from, to)
        turn(dice.between([0, 20]), () => write(piece))
        from = to
      }
    }
  },
}

const HELD_BYTES = 1024

export const firstKilobyte: FlowFault = {
  kind: 'flow',
  sentence: 'the first KB is kept until it is full, as a compressing proxy does',
  create: ({ write }) => {
    let held: Buffer | null = Buffer.alloc(0)
    return (bytes) => {
      if (held === null) return write(bytes)
      held = Buffer.concat([held, bytes])
      if (held.length < HELD_BYTES) return
      write(held)
      held = null
    }
  },
}
