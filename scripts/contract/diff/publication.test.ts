import { appendFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Change } from './change.ts'
import { compareContracts } from './compare-contracts.ts'
import { nextVersion } from './next-version.ts'
import { publishedVersions, readPublication, writePublication, type Publication } from './published.ts'
import { isGood, textOf } from './report.ts'
import { remoteDocuments, workingContracts, workingNumbers } from './working-contracts.ts'

const contracts = workingContracts()
const NUMBERS = { hostApi: '1.0', wireApi: '1.0.0' }
const publication: Publication = { version: '1.4', ...NUMBERS, contracts, edited: [] }
const of = (part: Change['part'], level: Change['level'] = 'breaking'): Change => ({ part, level, what: 'x is gone' })

let folder = ''
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'published-'))))
afterEach(() => rmSync(folder, { recursive: true }))

describe('a published version', () => {
  it('is read as it was written', () => {
    writePublication(folder, '1.0', NUMBERS, contracts)
    expect(readPublication(folder, '1.0')).toEqual({ version: '1.0', ...NUMBERS, contracts, edited: [] })
  })

  it('is not written a second time', () => {
    writePublication(folder, '1.0', NUMBERS, contracts)
    expect(() => writePublication(folder, '1.0', NUMBERS, contracts)).toThrow(/EEXIST/)
  })

  it('tells that somebody edited it', () => {
    writePublication(folder, '1.0', NUMBERS, contracts)
    appendFileSync(join(folder, '1.0/schema.graphql'), '# better')
    const edited = readPublication(folder, '1.0')
    expect(edited.edited).toEqual(['schema.graphql'])
    expect(isGood(edited, [])).toBe(false)
    expect(textOf(edited, [])).toMatch(/1\.0\/schema\.graphql was edited after it was published\. Put it back/)
  })

  it('comes after another one by its number, not by its letters', () => {
    for (const version of ['1.10', '1.9', '2.0']) writePublication(folder, version, NUMBERS, contracts)
    expect(publishedVersions(folder)).toEqual(['1.9', '1.10', '2.0'])
  })
})

describe('the published versions of this project', () => {
  const place = new URL('../../../contracts/published/', import.meta.url).pathname
  const newest = publishedVersions(place).at(-1) ?? ''

  it('are as they were published, and the contracts of today keep to the newest', () => {
    const known = readPublication(place, newest)
    const changes = compareContracts(known.contracts, contracts, remoteDocuments())
    expect(isGood(known, changes), textOf(known, changes)).toBe(true)
    expect(workingNumbers().hostApi.split('.')[0]).toBe(known.hostApi.split('.')[0])
  })
})

describe('the next version', () => {
  it.each<[string, Change[], { hostApi?: string; wireApi?: string }, string]>([
    ['a minor after an addition', [of('host', 'addition'), of('rest', 'risky')], {}, '1.5'],
    ['a minor when the remote asks for more', [of('documents')], {}, '1.5'],
    ['a major after a break of the host that was announced', [of('host')], { hostApi: '2.0' }, '2.0'],
    ['a major after a break of the wire that was announced', [of('stream')], { wireApi: '2.0.0' }, '2.0'],
  ])('is %s', (_what, changes, numbers, version) => {
    expect(nextVersion(publication, { ...NUMBERS, ...numbers }, changes, false)).toEqual({ kind: 'version', version })
  })

  it.each<[string, Change[], { hostApi?: string; wireApi?: string }, RegExp]>([
    [
      'a break of the host without a new major',
      [of('host')],
      { wireApi: '2.0.0' },
      /raise the major of DEVHOTLOAD_HOST_API/,
    ],
    ['a break of the wire without a new major', [of('rest')], { hostApi: '2.0' }, /raise the major of info\.version/],
  ])('is refused for %s', (_what, changes, numbers, sentence) => {
    const next = nextVersion(publication, { ...NUMBERS, ...numbers }, changes, false)
    expect(next).toEqual({ kind: 'refused', sentences: [expect.stringMatching(sentence)] })
  })

  it('is refused when nothing has changed, and when a published file was edited', () => {
    expect(nextVersion(publication, NUMBERS, [], true)).toMatchObject({ sentences: [/Nothing has changed/] })
    const edited = { ...publication, edited: ['host.d.ts'] }
    expect(nextVersion(edited, NUMBERS, [of('host', 'addition')], false)).toMatchObject({ sentences: [/host\.d\.ts/] })
  })

  it('is 1.0 in the beginning', () => {
    expect(nextVersion(null, NUMBERS, [], false)).toEqual({ kind: 'version', version: '1.0' })
  })
})

describe('the report', () => {
  it.each<[Change['part'], RegExp]>([
    ['host', /BREAKS {2}host {5}x is gone\.\n[\s\S]*→ Shells were written for 1\.0\./],
    [
      'rest',
      /BREAKS {2}REST[\s\S]*→ Dev APIs were written for 1\.0\.0\.[\s\S]*→ Then: npm run contract:publish, and an ADR/,
    ],
    ['documents', /→ The remote asks for more than 1\.4 offers\. Publish the addition/],
  ])('says what to do about a break of %s', (part, says) => {
    expect(textOf(publication, [of(part)])).toMatch(says)
    expect(isGood(publication, [of(part)])).toBe(false)
  })

  it('lists additions and lets them pass', () => {
    const changes = [of('graphql', 'addition'), of('stream', 'risky')]
    expect(textOf(publication, changes)).toMatch(/risky {3}stream[\s\S]*new {5}GraphQL/)
    expect(textOf(publication, changes)).not.toContain('→')
    expect(isGood(publication, changes)).toBe(true)
  })
})
