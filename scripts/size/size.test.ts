import { beforeAll, describe, expect, it } from 'vitest'
import { init } from 'es-module-lexer'
import { BUDGETS } from './budgets.ts'
import { importsOf, nameOf, type BuiltFile } from './built-files.ts'
import { closureOf, fetchedAfter, named } from './closure.ts'
import { filesOf } from './measure.ts'
import { tableOf } from './table.ts'

beforeAll(() => init)

const file = (name: string, ...imports: string[]): BuiltFile => ({
  file: `${name}.js`,
  name: nameOf(`${name}.js`),
  imports,
})
const files = (found: readonly BuiltFile[]) => found.map((one) => one.file)

describe('what a file cannot run without', () => {
  it('is what it imports, and not what it may ask for later', () => {
    const code = `import{a}from"./panel-abcdefgh.js";import"./door-abcdefgh.js";export{b}from'./list-abcdefgh.js';
      const later=()=>import("./logs-abcdefgh.js");import x from"vue";const text='import "./text-abcdefgh.js"'`
    expect(importsOf(code)).toEqual(['panel-abcdefgh.js', 'door-abcdefgh.js', 'list-abcdefgh.js'])
  })

  it('is found through any number of files, once, also in a circle', () => {
    const built = [file('a', 'b.js', 'c.js'), file('b', 'd.js'), file('c', 'd.js'), file('d', 'a.js'), file('e')]
    expect(files(closureOf(built, named(built, 'a')))).toEqual(['a.js', 'b.js', 'c.js', 'd.js'])
  })

  it('is without what the shell shares', () => {
    const built = [
      file('a', '__federation_shared_vue-abcdefgh.js'),
      file('__federation_shared_vue-abcdefgh', 'b.js'),
      file('b'),
    ]
    expect(files(closureOf(built, named(built, 'a')))).toEqual(['a.js'])
  })

  it('is an error when the build does not have it', () => {
    const built = [file('a', 'gone.js')]
    expect(() => closureOf(built, named(built, 'a'))).toThrow('a.js imports gone.js')
  })
})

describe('the name of a file', () => {
  it('is what stands before its hash', () => {
    expect(
      ['panel-CchhbWQF.js', 'en-US-first-Ct-kk3hk.js', 'remoteEntry.js', 'audit-store-DCl4_bpX.js'].map(nameOf),
    ).toEqual(['panel', 'en-US-first', 'remoteEntry', 'audit-store'])
  })

  it('that nothing has is an error: a budget on nothing would always be kept', () => {
    expect(() => named([file('a')], 'b')).toThrow('no file named b')
    expect(() => named([file('a')], 'b*')).toThrow('no file named b*')
  })
})

describe('a budget', () => {
  const built = [
    file('door-abcdefgh', 'panel-abcdefgh.js'),
    file('panel-abcdefgh'),
    file('logs-abcdefgh', 'panel-abcdefgh.js'),
  ]

  it('counts a file that several steps need once', () => {
    expect(files(fetchedAfter(built, ['door', 'logs']))).toEqual([
      'door-abcdefgh.js',
      'logs-abcdefgh.js',
      'panel-abcdefgh.js',
    ])
  })

  it('for one chunk alone leaves out what it imports', () => {
    const about = { title: '', kB: 1, why: '' }
    expect(filesOf(built, { ...about, steps: ['logs'], alone: true })).toEqual(['logs-abcdefgh.js'])
    expect(filesOf(built, { ...about, steps: 'all' })).toHaveLength(3)
  })

  it('has a title of its own and a reason', () => {
    expect(new Set(BUDGETS.map(({ title }) => title)).size).toBe(BUDGETS.length)
    expect(BUDGETS.filter(({ why, kB }) => why === '' || kB <= 0)).toEqual([])
  })
})

describe('the table', () => {
  const row = { title: 'to the first table', bytes: 90_500, budget: 90_000, files: ['a.js'], isKept: false }

  it('says which budget is not kept and by how much', () => {
    expect(tableOf([row, { ...row, title: 'guard', bytes: 2_000, isKept: true }], false)).toContain(
      'to the first table    90.5 kB  of   90.0 kB  too much: 0.5 kB over',
    )
    expect(tableOf([row], false)).toContain('1 of 1 budgets are not kept.')
  })

  it('names the files on request', () => {
    expect(tableOf([row], true)).toContain('\n  a.js')
    expect(tableOf([row], false)).not.toContain('a.js')
  })
})
