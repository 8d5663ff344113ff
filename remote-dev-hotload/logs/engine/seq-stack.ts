/** What a stored hit is, as bits of one byte. The upper bits are the folds' own. */
export const HIT_LINE = 1
export const HIT_ERROR = 2

const BLOCK = 256
const START_SIZE = 1_024

export interface HitCounts {
  readonly lines: number
  readonly errors: number
}

/** Row numbers with a byte each, growing at the end; knows how many lines and errors are among the first n. */
export interface SeqStack {
  readonly length: number
  seqAt(index: number): number
  flagsAt(index: number): number
  /** Changes the bits that are not counted. */
  setFlags(index: number, flags: number): void
  push(seq: number, flags: number): void
  pop(): void
  /** Takes the first `count` away; costs a move of the rest. */
  shift(count: number): void
  countBefore(index: number): HitCounts
  clear(): void
}

const isCounted = (flags: number, bit: number) => ((flags & bit) === 0 ? 0 : 1)

export function createSeqStack(): SeqStack {
  let seqs = new Float64Array(0)
  let flags = new Uint8Array(0)
  /** Counts before each block; entry k is right once the stack has reached k blocks. */
  let lines = new Uint32Array(1)
  let errors = new Uint32Array(1)
  let length = 0

  function grow(): void {
    const size = Math.max(START_SIZE, seqs.length * 2)
    const wider = new Float64Array(size)
    wider.set(seqs)
    seqs = wider
    const more = new Uint8Array(size)
    more.set(flags)
    flags = more
    const blocks = size / BLOCK + 1
    const sums = [lines, errors].map((old) => {
      const sum = new Uint32Array(blocks)
      sum.set(old)
      return sum
    })
    lines = sums[0]!
    errors = sums[1]!
  }

  function countBefore(index: number): HitCounts {
    const block = Math.floor(index / BLOCK)
    let sumOfLines = lines[block]!
    let sumOfErrors = errors[block]!
    for (let at = block * BLOCK; at < index; at++) {
      sumOfLines += isCounted(flags[at]!, HIT_LINE)
      sumOfErrors += isCounted(flags[at]!, HIT_ERROR)
    }
    return { lines: sumOfLines, errors: sumOfErrors }
  }

  /** Sums up the block that ends at the current length. */
  function closeBlock(end: number): void {
    const start = end - BLOCK
    let sumOfLines = lines[start / BLOCK]!
    let sumOfErrors = errors[start / BLOCK]!
    for (let at = start; at < end; at++) {
      sumOfLines += isCounted(flags[at]!, HIT_LINE)
      sumOfErrors += isCounted(flags[at]!, HIT_ERROR)
    }
    lines[end / BLOCK] = sumOfLines
    errors[end / BLOCK] = sumOfErrors
  }

  return {
    get length() {
      return length
    },
    seqAt: (index) => seqs[index]!,
    flagsAt: (index) => flags[index]!,
    setFlags(index, bits) {
      flags[index] = bits
    },
    push(seq, bits) {
      if (length === seqs.length) grow()
      seqs[length] = seq
      flags[length] = bits
      length++
      if (length % BLOCK === 0) closeBlock(length)
    },
    pop() {
      length--
    },
    shift(count) {
      seqs.copyWithin(0, count, length)
      flags.copyWithin(0, count, length)
      length -= count
      for (let end = BLOCK; end <= length; end += BLOCK) closeBlock(end)
    },
    countBefore,
    clear() {
      seqs = new Float64Array(0)
      flags = new Uint8Array(0)
      lines = new Uint32Array(1)
      errors = new Uint32Array(1)
      length = 0
    },
  }
}
