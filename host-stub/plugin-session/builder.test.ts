import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { problemLines, problemSummary } from './build-problem.ts'
import { createBuilder, type BuildOutcome } from './builder.ts'

let dir = ''
let builder: ReturnType<typeof createBuilder>

const write = (file: string, text: string) => writeFile(join(dir, file), text)

const built = (outcome: BuildOutcome) => {
  if (outcome.kind !== 'built') throw new Error(problemSummary(outcome.problems))
  return outcome
}
const broken = (outcome: BuildOutcome) => {
  if (outcome.kind !== 'broken') throw new Error('the build went through')
  return outcome
}

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'builder-test-'))
  await mkdir(join(dir, 'src'))
  await write('src/index.ts', `import { price } from './price.ts'\nexport const start = () => console.log(price(2))\n`)
  await write('src/price.ts', `export const price = (n: number): number => n * 3\n`)
  builder = createBuilder({ dir, outDir: join(dir, 'out'), now: () => performance.now() })
})
afterEach(async () => {
  await builder.dispose()
  await rm(dir, { recursive: true, force: true })
})

describe('the builder', () => {
  it('bundles a plugin and names the bundle of its entry point', async () => {
    const outcome = built(await builder.build(['src/index.ts']))
    expect(outcome.inputs).toBe(2)
    expect(await readFile(outcome.entryFile, 'utf8')).toContain('n * 3')
  })

  it('gives the same sources the same hash and changed sources another one', async () => {
    const first = built(await builder.build(['src/index.ts']))
    const elsewhere = createBuilder({ dir, outDir: join(dir, 'some/other/out'), now: () => 0 })
    const again = built(await elsewhere.build(['src/index.ts']))
    await elsewhere.dispose()
    await write('src/price.ts', `export const price = (n: number): number => n * 4\n`)
    const changed = built(await builder.build(['src/index.ts']))
    expect(again.hash).toBe(first.hash)
    expect(changed.hash).not.toBe(first.hash)
    expect(await readFile(first.entryFile, 'utf8')).toContain('n * 3')
  })

  it('names file, line and column of a syntax error, counted as an editor counts', async () => {
    await write('src/price.ts', `export const a = 1\nexport const price = 'ü' + }\n`)
    const { problems } = broken(await builder.build(['src/index.ts']))
    expect(problems[0]).toMatchObject({ file: 'src/price.ts', line: 2, column: 28 })
    expect(problemSummary(problems)).toBe('src/price.ts:2:28 Unexpected "}"')
    const [message, source] = problemLines(problems[0] ?? { text: '' }, 'error')
    expect(message).toMatchObject({ level: 'error', fields: { file: 'src/price.ts', line: 2, column: 28 } })
    expect(source?.message).toBe(` 2 | export const price = 'ü' + }\n   | ${' '.repeat(27)}^`)
  })

  it('says which import cannot be found', async () => {
    await write('src/index.ts', `import './nowhere.ts'\n`)
    const { problems } = broken(await builder.build(['src/index.ts']))
    expect(problemSummary(problems)).toBe('src/index.ts:1:8 Could not resolve "./nowhere.ts"')
  })

  it('builds again once the error is mended', async () => {
    await write('src/price.ts', `export const price = (`)
    broken(await builder.build(['src/index.ts']))
    await write('src/price.ts', `export const price = () => 7\n`)
    built(await builder.build(['src/index.ts']))
  })

  it('follows the manifest to other entry points', async () => {
    built(await builder.build(['src/index.ts']))
    const outcome = built(await builder.build(['src/price.ts']))
    expect(outcome.inputs).toBe(1)
    expect(outcome.entryFile.endsWith('price.js')).toBe(true)
  })

  it('keeps the bundle in use and removes the others', async () => {
    const first = built(await builder.build(['src/index.ts']))
    await write('src/price.ts', `export const price = () => 9\n`)
    const second = built(await builder.build(['src/index.ts']))
    await builder.tidy(second.hash)
    await expect(readFile(first.entryFile)).rejects.toThrow('ENOENT')
    expect(await readFile(second.entryFile, 'utf8')).toContain('9')
  })
})
