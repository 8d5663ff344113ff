import { inflateSync } from 'fflate'

/** Makes bytes smaller in the background: raw deflate. */
export type Pack = (bytes: Uint8Array) => Promise<Uint8Array>

/** Some columns of texts of one segment: as arrays while they are young, then as one piece of deflated JSON. */
export class SegmentStrings {
  /** Null once packed. */
  live: string[][] | null
  private packed: Uint8Array = new Uint8Array()
  /** Bytes before packing; tells the size of the buffer to unpack into. */
  private length = 0

  constructor(columns: number) {
    this.live = Array.from({ length: columns }, () => [])
  }

  /** All columns; `unpacked` remembers what was read last. */
  columns(unpacked: Unpacked): readonly (readonly string[])[] {
    return this.live ?? unpacked.read(this, this.packed, this.length)
  }

  /** After this the texts are kept packed. Rejects, and keeps them as they are, when `pack` fails. */
  async rest(pack: Pack): Promise<void> {
    if (!this.live) return
    // JSON, because UTF-8 alone would not give back half of a surrogate pair. Columns without any text cost nothing.
    const columns = this.live.map((column, i) => (i === 0 || column.some((text) => text !== '') ? column : null))
    const bytes = new TextEncoder().encode(JSON.stringify(columns))
    const packed = await pack(bytes)
    this.length = bytes.length
    this.packed = packed
    this.live = null
  }
}

/** The texts that were unpacked last: reading on in a segment must not unpack it for each row. */
export interface Unpacked {
  read(owner: object, packed: Uint8Array, length: number): readonly (readonly string[])[]
  clear(): void
}

/** Remembers `most` segments. */
export function createUnpacked(most: number): Unpacked {
  const kept = new Map<object, string[][]>()
  const decoder = new TextDecoder()
  let last: object | null = null
  let lastColumns: string[][] = []
  return {
    read(owner, packed, length) {
      if (owner === last) return lastColumns
      let columns = kept.get(owner)
      if (columns) kept.delete(owner)
      else {
        const text = decoder.decode(inflateSync(packed, { out: new Uint8Array(length) }))
        const read = JSON.parse(text) as (string[] | null)[]
        const blank = Array<string>(read[0]!.length).fill('')
        columns = read.map((column) => column ?? blank)
      }
      kept.set(owner, columns)
      if (kept.size > most) kept.delete(kept.keys().next().value!)
      last = owner
      lastColumns = columns
      return columns
    },
    clear() {
      kept.clear()
      last = null
      lastColumns = []
    },
  }
}
