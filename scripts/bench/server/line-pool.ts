import { createRandom } from './random.ts'

export interface PoolLine {
  readonly level: string
  readonly source: string
  /** 120 … 400 characters, some with terminal colours; never `~`, so that a search for it finds nothing. */
  readonly text: string
}

const LEVELS: readonly [level: string, share: number][] = [
  ['trace', 0.05],
  ['debug', 0.25],
  ['info', 0.5],
  ['warn', 0.13],
  ['error', 0.065],
  ['fatal', 0.005],
]
const SOURCES = ['sandbox', 'sandbox', 'sandbox', 'build', 'host', 'cli']
const WORDS = (
  'order invoice customer handler webhook retry queue cache miss hit route GET POST /api/orders /api/invoices/42 ' +
  'src/routes/orders.ts:41:7 src/pricing.ts:12:3 took 38ms took 212ms rendered compiled hot update chunk vendor ' +
  'resolved in cart checkout timeout after 3000ms connection pool size=12 idle=4 tenant northwind plugin loaded ' +
  'listening on port schema validated migration applied user signed in status=200 status=404 bytes=5120 duration'
).split(' ')
const COLOURS = [31, 32, 33, 36, 90]
const SHORTEST = 120
const LONGEST = 400
const COLOURED = 0.12

/** The texts that the sender goes round in. */
export function createLinePool(size: number, seed: number): PoolLine[] {
  const random = createRandom(seed)
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!
  const level = () => {
    let rest = random()
    return (LEVELS.find(([, share]) => (rest -= share) < 0) ?? LEVELS[2]!)[0]
  }
  return Array.from({ length: size }, () => {
    // Short lines are more frequent than long ones, as in real logs.
    const length = SHORTEST + Math.floor(random() ** 2 * (LONGEST - SHORTEST))
    const words: string[] = []
    for (let taken = 0; taken <= length; taken += words.at(-1)!.length + 1) words.push(pick(WORDS))
    if (random() < COLOURED) words[0] = `\x1b[${pick(COLOURS)}m${words[0]}\x1b[0m`
    return { level: level(), source: pick(SOURCES), text: words.join(' ').slice(0, LONGEST) }
  })
}
