import { describe, expect, it } from 'vitest'
import { createLogBuffer, type LogBuffer } from './log-buffer.ts'
import { createNativePack } from './native-pack.ts'
import type { Pack } from './segment-strings.ts'
import type { StoredSegment } from './stored-segment.ts'
import { line, mark, reload } from './testing/rows.ts'

const native = createNativePack({ CompressionStream: globalThis.CompressionStream })!
const lines = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) => line(`message ${from + i}`, { logId: `l${from + i}`, traceId: 't' }))

/** A packer whose answers wait until they are let go. */
function createHeldPack() {
  const held: { bytes: Uint8Array; done: (packed: Uint8Array) => void; failed: (why: Error) => void }[] = []
  const pack: Pack = (bytes) => new Promise((done, failed) => held.push({ bytes, done, failed }))
  /** Answers what waits, and what is asked for because of that, until nothing is left. */
  async function release(answer: (bytes: Uint8Array) => Promise<Uint8Array> = native): Promise<void> {
    for (let next = held.shift(); next; next = held.shift()) {
      await answer(next.bytes).then(next.done, next.failed)
      // One turn of the loop: whatever hangs on the answer has run then.
      await new Promise((done) => setTimeout(done))
    }
  }
  return { pack, release, held }
}

const packed = (buffer: LogBuffer) => (buffer.segments() as readonly StoredSegment[]).map(({ isPacked }) => isPacked)
const idsOf = (buffer: LogBuffer) =>
  Array.from({ length: buffer.next - buffer.first }, (_, i) => {
    const row = buffer.row(buffer.first + i)!
    return row.kind === 'line' ? `${row.entry.logId}=${row.entry.message}` : row.kind
  })
const wanted = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) => `l${from + i}=message ${from + i}`)

describe('packing', () => {
  it('leaves a log of usual size alone, then packs all but the newest segments', async () => {
    const { pack, release, held } = createHeldPack()
    const buffer = createLogBuffer(160, { pack, packAbove: 6, young: 2 })
    buffer.append(lines(0, 60))
    expect(held).toEqual([])
    buffer.append(lines(60, 80))
    await release()
    expect(packed(buffer)).toEqual([true, true, true, true, true, true, false, false])
    expect(idsOf(buffer)).toEqual(wanted(0, 80))
    expect(buffer.segments()[1]!.texts()).toEqual(lines(10, 20).map((row) => row.kind === 'line' && row.entry.message))
    expect(buffer.segments()[1]!.fields()).toEqual([])
  })

  it('does not bring back a segment that was dropped, replaced or cleared while it was being packed', async () => {
    const { pack, release } = createHeldPack()
    const buffer = createLogBuffer(160, { pack, packAbove: 1, young: 1 })
    buffer.append(lines(0, 30))
    buffer.replace(3, [mark])
    await release()
    expect(idsOf(buffer)).toEqual([...wanted(0, 3), 'mark', ...wanted(4, 30)])

    buffer.append(lines(30, 400))
    buffer.append(lines(400, 700))
    const left = wanted(700 - (buffer.next - buffer.first), 700)
    expect(idsOf(buffer)).toEqual(left)
    await release()
    expect(idsOf(buffer)).toEqual(left)

    buffer.append(lines(700, 720))
    buffer.clear()
    await release()
    expect(idsOf(buffer)).toEqual([])
    buffer.append(lines(0, 30))
    await release()
    expect(idsOf(buffer)).toEqual(wanted(0, 30))
  })

  it('takes a change of a packed row', async () => {
    const { pack, release } = createHeldPack()
    const buffer = createLogBuffer(160, { pack, packAbove: 1, young: 1 })
    buffer.append([...lines(0, 5), mark, ...lines(5, 40)])
    await release()
    buffer.update(5, { kind: 'mark', mark: { at: 7 } })
    buffer.update(6, line('message five', { logId: 'five' }))
    await release()
    expect(buffer.row(5)).toEqual({ kind: 'mark', seq: 5, mark: { at: 7 } })
    expect(idsOf(buffer)).toEqual([...wanted(0, 5), 'mark', 'five=message five', ...wanted(6, 40)])
    expect(packed(buffer)[0]).toBe(true)
  })

  it('does not change the rows of other segments with a packed one, though they may share columns', async () => {
    const { pack, release } = createHeldPack()
    const buffer = createLogBuffer(160, { pack, packAbove: 1, young: 1 })
    buffer.append(Array.from({ length: 40 }, () => reload(1)))
    await release()
    buffer.update(3, reload(2))
    const numbers = buffer.segments().flatMap(({ reload: column, count }) => Array.from(column.subarray(0, count)))
    expect(numbers).toEqual(numbers.map((_, i) => (i === 3 ? 2 : 1)))
  })

  it('keeps the lines as they are when packing fails, and goes on with the next ones', async () => {
    const { pack, release } = createHeldPack()
    const buffer = createLogBuffer(160, { pack, packAbove: 1, young: 1 })
    buffer.append(lines(0, 40))
    let calls = 0
    await release((bytes) => (++calls === 1 ? Promise.reject(new Error('no memory')) : native(bytes)))
    expect(packed(buffer)).toEqual([false, true, true, false])
    expect(idsOf(buffer)).toEqual(wanted(0, 40))
  })

  it('reads packed lines in any order', async () => {
    const { pack, release } = createHeldPack()
    const buffer = createLogBuffer(1_600, { pack, packAbove: 1, young: 1 })
    buffer.append(lines(0, 1_600))
    await release()
    for (let n = 0, at = 1; n < 400; n++, at = (at * 733) % 1_601) {
      const row = buffer.row(at - 1)
      expect(row?.kind === 'line' && row.entry.logId).toBe(`l${at - 1}`)
    }
  })
})

describe('the native packer', () => {
  it('is not there where the browser has no raw deflate', () => {
    expect(createNativePack({})).toBeNull()
    const gzipOnly = class {
      constructor(format: string) {
        if (format !== 'gzip') throw new TypeError('unsupported')
      }
    } as unknown as typeof CompressionStream
    expect(createNativePack({ CompressionStream: gzipOnly })).toBeNull()
  })

  it('waits for an idle moment', async () => {
    let idle: (() => void) | null = null
    const pack = createNativePack({
      CompressionStream: globalThis.CompressionStream,
      requestIdleCallback: (run) => {
        idle = () => run({ didTimeout: false, timeRemaining: () => 9 })
        return 1
      },
    })!
    let size = -1
    const done = pack(new Uint8Array(5_000)).then((bytes) => (size = bytes.length))
    await Promise.resolve()
    expect(size).toBe(-1)
    idle!()
    await done
    expect(size).toBeGreaterThan(0)
    expect(size).toBeLessThan(100)
  })
})
