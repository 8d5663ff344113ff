import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { checkUsecases, DOCMAP, type Repository } from './check-usecases.ts'
import { anchorOf, brokenLinks, linksOf } from './links.ts'
import { repositoryAt } from './repository.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const SCN = 'SCN-PUBLISH-HUB-001'
const real = repositoryAt(root)

/** The repository with some files changed; `null` takes one away. */
const withFiles = (changes: Record<string, string | null>): Repository => ({
  has: (path) => (path in changes ? changes[path] !== null : real.has(path)),
  read: (path) => (path in changes ? changes[path]! : real.read(path)),
})
const changed = (path: string, from: string | RegExp, to: string) => ({ [path]: real.read(path)!.replace(from, to) })
const SEED = 'docs/usecases-seeds/SCN-PUBLISH-HUB-001/PX-DEV-HOTLOAD-UI-001.md'

describe('the documents of a scenario', () => {
  it('are valid as they stand here, says the command', () => {
    const run = spawnSync(
      process.execPath,
      ['--import', 'tsx', 'scripts/docs/publish-usecases.ts', '--scn-id', SCN, '--validate-only'],
      { cwd: root, encoding: 'utf8' },
    )
    expect(run.stderr).toBe('')
    expect(run.stdout).toContain('fit together')
    expect(run.status).toBe(0)
  })

  it.each<[string, Record<string, string | null>, string]>([
    ['a docmap that is missing', { [DOCMAP]: null }, 'is missing'],
    ['a docmap that is no YAML', { [DOCMAP]: 'scenarios: [' }, 'is not YAML'],
    ['an unknown key', changed(DOCMAP, 'optional: false', 'optional: false\n        owner: x'), 'owner'],
    ['a layer that does not exist', changed(DOCMAP, 'layer: ui', 'layer: moon'), 'layer'],
    ['a document that is missing', { [SEED]: null }, 'is missing'],
    ['a document without front matter', { [SEED]: '# Nothing' }, 'has no front matter'],
    ['a document of another domain', changed(SEED, 'domain: dev', 'domain: publish'), 'domain is publish'],
    ['code that has moved', changed(SEED, 'client/client.ts', 'client/gone.ts'), 'which is not there'],
    ['a link that leads nowhere', changed(SEED, '../../operations/README.md)', '../../gone.md)'), 'leads nowhere'],
  ])('cannot be published with %s', (_what, changes, sentence) => {
    expect(checkUsecases(withFiles(changes), SCN).join('\n')).toContain(sentence)
  })

  it('of a scenario that nobody knows are told with those that are known', () => {
    expect(checkUsecases(real, 'SCN-OTHER-001')).toEqual([expect.stringContaining(SCN)])
  })
})

describe('a link', () => {
  it('is one in prose and not one in code', () => {
    expect(linksOf('[a](b.md) `[c](d.md)`\n```\n[e](f.md)\n```\n![p](q.png "r")')).toEqual(['b.md', 'q.png'])
  })

  it('leads to a file or to a heading in it, and never out of the repository', () => {
    const files = withFiles({ 'docs/x.md': '# One `two` & three\n', 'docs/y.md': '' })
    const broken = (link: string) => brokenLinks('docs/y.md', `[a](${link})`, files)
    expect(anchorOf('One `two` & three')).toBe('one-two--three')
    expect(broken('x.md#one-two--three')).toEqual([])
    expect(broken('x.md#four')).toEqual(['x.md#four'])
    expect(broken('../../secret.md')).toEqual(['../../secret.md'])
    expect(broken('https://example.com/')).toEqual([])
  })
})
