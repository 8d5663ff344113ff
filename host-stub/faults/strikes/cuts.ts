import type { StrikeFault } from '../fault.ts'

const half = (frame: Buffer) => frame.subarray(0, Math.ceil(frame.length / 2))

// A reset overtakes what the browser has not read yet.
const READ_MS = 15

export const reset: StrikeFault = {
  kind: 'strike',
  sentence: 'RST between two frames',
  hit: (stream) => stream.reset(),
}

export const halfFrame: StrikeFault = {
  kind: 'strike',
  sentence: 'the first half of the next event, then RST',
  hit: (stream) =>
    stream.instead((frame) => {
      void stream.write(half(frame)).then(() => stream.after(READ_MS, stream.reset))
      stream.hold()
    }),
}

export const cleanEnd: StrikeFault = {
  kind: 'strike',
  sentence: 'a clean end of the body between two frames',
  hit: (stream) => stream.end(),
}

export const midFrameEnd: StrikeFault = {
  kind: 'strike',
  sentence: 'the first half of the next event, then a clean end of the body',
  hit: (stream) =>
    stream.instead((frame) => {
      void stream.write(half(frame)).then(stream.end)
      stream.hold()
    }),
}

export const stall: StrikeFault = {
  kind: 'strike',
  sentence: 'silence: bytes are held back for good, and the connection stays open without FIN',
  hit: (stream) => stream.hold(),
}

const BRIEF_STALL_MS = 300

export const briefStall: StrikeFault = {
  kind: 'strike',
  sentence: `silence for ${BRIEF_STALL_MS} ms, then RST`,
  hit: (stream) => {
    stream.hold()
    stream.after(BRIEF_STALL_MS, stream.reset)
  },
}
