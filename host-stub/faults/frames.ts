const END = Buffer.from('\n\n')

/** Gathers bytes and hands out whole frames, each with its blank line, as the Dev API writes them. */
export const createFrameSplitter = (onFrame: (frame: Buffer) => void) => {
  let rest: Buffer = Buffer.alloc(0)
  return (bytes: Buffer): void => {
    rest = rest.length === 0 ? bytes : Buffer.concat([rest, bytes])
    let from = 0
    for (let end = rest.indexOf(END); end !== -1; end = rest.indexOf(END, from)) {
      onFrame(rest.subarray(from, end + END.length))
      from = end + END.length
    }
    rest = rest.subarray(from)
  }
}

/** Whether a frame carries an event, as against a comment or a bare id. */
export const isEvent = (frame: Buffer): boolean => frame.includes('\ndata:') || frame.indexOf('data:') === 0

export const isLog = (frame: Buffer): boolean => frame.includes('event: Log')
