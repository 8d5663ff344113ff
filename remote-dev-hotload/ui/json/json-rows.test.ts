import { describe, expect, it } from 'vitest'
import { redactValue } from '../../kernel/index.ts'
import { jsonRows, MAX_DEPTH, type JsonView } from './json-rows.ts'
import { maskedParts } from './masked-parts.ts'

const all: JsonView = { isOpen: () => true, most: 1_000, search: '' }
const brief = (value: unknown, view: Partial<JsonView> = {}) =>
  jsonRows(value, { ...all, ...view }).rows.map(({ path, text, size }) => `${path}=${text || size}`)

describe('the rows of a JSON value', () => {
  it('go from top to bottom in the order of the sender, arrays by index', () => {
    expect(brief({ b: [1, 'x'], a: null, t: true })).toEqual(['=3', '/b=2', '/b/0=1', '/b/1="x"', '/a=null', '/t=true'])
  })

  it('tell what each value is', () => {
    const { rows } = jsonRows([{}, [], 's', 1, true, null], all)
    expect(rows.slice(1).map(({ kind }) => kind)).toEqual(['object', 'array', 'string', 'number', 'boolean', 'null'])
  })

  it('leave out what is below a closed row', () => {
    const view = { isOpen: (path: string) => path === '' }
    expect(brief({ a: { b: 1 }, c: 2 }, view)).toEqual(['=2', '/a=1', '/c=2'])
  })

  it('stop at the bound and say that there is more', () => {
    const list = Array.from({ length: 5_000 }, (_, at) => at)
    const { rows, hasMore } = jsonRows({ list }, { ...all, most: 200 })
    expect([rows.length, hasMore]).toEqual([200, true])
    expect(jsonRows({ list: [1] }, { ...all, most: 3 }).hasMore).toBe(false)
  })

  it('stop at a depth instead of following a value down for ever', () => {
    let deep: unknown = 'bottom'
    for (let level = 0; level < 200; level++) deep = { deep }
    const { rows } = jsonRows(deep, all)
    expect(rows).toHaveLength(MAX_DEPTH + 1)
    expect(rows.at(-1)).toMatchObject({ text: '…', depth: MAX_DEPTH })
  })

  it('with a search hold what matches by name or value, the way down to it, and all below a name that matches', () => {
    const value = { build: { target: 'es2022', mode: 'dev' }, owner: { name: 'Ana' }, other: [1, 2] }
    const view = { search: ' ES20', isOpen: () => false }
    expect(brief(value, view)).toEqual(['=3', '/build=2', '/build/target="es2022"'])
    expect(brief(value, { search: 'owner' })).toEqual(['=3', '/owner=1', '/owner/name="Ana"'])
    expect(brief(value, { search: 'nothing' })).toEqual([])
  })

  it('are plain data for names that mean something to the language', () => {
    const value: unknown = JSON.parse('{"__proto__": {"polluted": true}, "constructor": "c", "a/b~c": 1}')
    expect(brief(value)).toEqual(['=3', '/__proto__=1', '/__proto__/polluted=true', '/constructor="c"', '/a~1b~0c=1'])
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
    expect(brief(redactValue(value))).not.toContain('/__proto__=1')
  })

  it('keep line breaks and control characters of a text visible', () => {
    expect(brief('a\nb\u0000')).toEqual(['="a\\nb\\u0000"'])
  })

  it('take a value that JSON has no word for as nothing', () => {
    expect(brief(undefined)).toEqual(['=null'])
  })
})

describe('the pieces of a masked text', () => {
  it('are what stands around the mask, and the rule that hid it', () => {
    expect(maskedParts('Bearer [masked: jwt]!')).toEqual([
      { text: 'Bearer ', rule: null },
      { text: '[masked: jwt]', rule: 'jwt' },
      { text: '!', rule: null },
    ])
  })

  it('fit the mask that the masking writes', () => {
    const { password } = redactValue({ password: 'hunter2' }) as { password: string }
    expect(maskedParts(password)).toEqual([{ text: password, rule: 'key' }])
  })

  it('are one plain piece when it only looks masked, or is empty', () => {
    expect(maskedParts('[masked: by-nobody]')).toEqual([{ text: '[masked: by-nobody]', rule: null }])
    expect(maskedParts('')).toEqual([{ text: '', rule: null }])
  })
})
