import { mkdir, mkdtemp, realpath, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createSystemClock } from './clock.ts'
import { until } from './running-program.ts'
import { createWatcher, isIgnored } from './watcher.ts'

let dir = ''
beforeEach(async () => {
  dir = await realpath(await mkdtemp(join(tmpdir(), 'watcher-test-')))
  await mkdir(join(dir, 'src'))
  await writeFile(join(dir, 'src/a.ts'), '1')
})
afterEach(() => rm(dir, { recursive: true, force: true }))

describe('the watcher', () => {
  it('tells the files of one save together, relative to the plugin', async () => {
    const changes: string[][] = []
    const onChange = (files: string[]) => changes.push(files)
    const watcher = createWatcher({ dir, clock: createSystemClock(), onChange, onTrouble: () => {} })
    await watcher.ready
    await writeFile(join(dir, 'src/new.ts'), '2')
    await writeFile(join(dir, 'src/a.ts'), '2')
    await until('both files', () => (changes.flat().length >= 2 ? true : null))
    expect(changes.flat()).toEqual(['src/a.ts', 'src/new.ts'])

    // As many editors save: beside the file, then over it.
    await writeFile(join(dir, 'src/a.ts~'), '3')
    await rename(join(dir, 'src/a.ts~'), join(dir, 'src/a.ts'))
    await until('the save', () => (changes.flat().length >= 3 ? true : null))
    expect(changes.flat().slice(2)).toEqual(['src/a.ts'])
    await watcher.dispose()
  })

  it.each([
    ['', false],
    ['src/index.ts', false],
    ['plugin.json', false],
    ['src/build.ts', false],
    ['.git', true],
    ['node_modules/x/index.js', true],
    ['dist/index.js', true],
    ['src/.index.ts.swp', true],
    ['src/index.ts~', true],
  ])('decides whether %s is none of the sources', (path, ignored) => {
    expect(isIgnored(path)).toBe(ignored)
  })
})
