import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createBuildMemory, runScript, sourceHash, type BuildPlan } from './builds.ts'

const plan: BuildPlan = { name: 'panel', script: 'build', sources: ['src', 'tool.config.ts'], output: 'out.js' }

let root = ''
const write = (path: string, text: string) => writeFileSync(join(root, path), text)
const open = () => createBuildMemory(root, join(root, '.memory/builds.json'))

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'builds-test-'))
  mkdirSync(join(root, 'src'))
  write('src/a.ts', '1')
  write('tool.config.ts', '{}')
  write('out.js', 'built')
  open().remember(plan, sourceHash(root, plan.sources))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

describe('whether a build is fresh', () => {
  it('is remembered from run to run', () => {
    expect(open().isFresh(plan)).toBe(true)
  })

  it('does not depend on the time of sources', () => {
    utimesSync(join(root, 'src/a.ts'), new Date(), new Date(Date.now() + 60_000))
    expect(open().isFresh(plan)).toBe(true)
  })

  it.each([
    ['a source is changed', () => write('src/a.ts', '2')],
    ['a source is added', () => write('src/b.ts', '')],
    ['a config is gone', () => rmSync(join(root, 'tool.config.ts'))],
    ['the output is gone', () => rmSync(join(root, 'out.js'))],
    ['somebody else has built', () => utimesSync(join(root, 'out.js'), new Date(), new Date(0))],
    ['the memory is damaged', () => write('.memory/builds.json', '{')],
  ])('is denied when %s', (_, change) => {
    change()
    expect(open().isFresh(plan)).toBe(false)
  })

  it('ignores tests', () => {
    write('src/a.test.ts', '')
    expect(open().isFresh(plan)).toBe(true)
  })
})

describe('a build', () => {
  it('that fails answers with what it said', async () => {
    write('package.json', JSON.stringify({ scripts: { good: 'true', bad: 'echo words >&2; exit 2' } }))
    expect(await runScript(root, 'good', new AbortController().signal)).toBeNull()
    expect(await runScript(root, 'bad', new AbortController().signal)).toContain('words')
  })
})
