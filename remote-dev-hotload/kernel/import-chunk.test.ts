import { describe, expect, it, vi } from 'vitest'
import { chunkAddress, failedAddress, importChunk, isFailedImport } from './import-chunk.ts'

const BASE = 'https://cdn.test/panel/'
const chromium = (address: string) => new TypeError(`Failed to fetch dynamically imported module: ${address}`)
const firefox = (address: string) => new TypeError(`error loading dynamically imported module: ${address}`)
const safari = () => new TypeError('Importing a module script failed.')

let files = 0
/** A file as a browser imports it: an address that failed once fails for good; `isDown` fails any new one. */
function browser(say = chromium) {
  const file = `./Kitchen-${++files}.js`
  const failed = new Set<string>()
  const asked: string[] = []
  const state = { isDown: true }
  async function load(): Promise<string> {
    const address = BASE + chunkAddress(file).slice(2)
    asked.push(address.slice(BASE.length))
    if (state.isDown) failed.add(address)
    if (failed.has(address)) throw say(address)
    return 'room'
  }
  return { load, asked, state, name: file.slice(2) }
}

describe('importChunk', () => {
  it('asks once when the file arrives', async () => {
    const { load, asked, state, name } = browser()
    state.isDown = false
    await expect(importChunk(load, true)).resolves.toBe('room')
    expect(asked).toEqual([name])
  })

  it.each([chromium, firefox])(
    'gets past an address that the browser remembers as failed, when it is asked again',
    async (say) => {
      const { load, asked, state, name } = browser(say)
      await expect(importChunk(load)).rejects.toThrow(name)
      expect(asked).toEqual([name])
      state.isDown = false
      await expect(importChunk(load, true)).resolves.toBe('room')
      expect(asked.slice(1)).toEqual([name, expect.stringMatching(new RegExp(`^${name}\\?again=\\d+$`))])
    },
  )

  it('stays with the address that worked, so that all who need the file get one module', async () => {
    const { load, asked, state } = browser()
    await importChunk(load).catch(() => {})
    state.isDown = false
    await importChunk(load, true)
    await expect(importChunk(load)).resolves.toBe('room')
    expect(asked.at(-1)).toBe(asked.at(-2))
  })

  it('uses a new address each time while the network is away', async () => {
    const { load, asked } = browser()
    for (let time = 0; time < 3; time++) await expect(importChunk(load, true)).rejects.toThrow('again=')
    expect(new Set(asked).size).toBe(4)
  })

  it.each([safari(), new TypeError('x is not a function'), new SyntaxError('bad'), 'text', null])(
    'has no other address for %s',
    async (error) => {
      const load = vi.fn(() => Promise.reject(error))
      await expect(importChunk(load, true)).rejects.toBe(error)
      expect(load).toHaveBeenCalledTimes(1)
    },
  )
})

it.each([
  [chromium('https://cdn.test/a.js?again=3#x'), true, 'https://cdn.test/a.js'],
  [firefox('http://localhost:5171/a.js'), true, 'http://localhost:5171/a.js'],
  [safari(), true, null],
  [new TypeError('Cannot read properties of undefined'), false, null],
  [new Error('Failed to fetch dynamically imported module: https://cdn.test/a.js'), false, null],
  [new TypeError('Failed to fetch dynamically imported module: javascript:alert(1)'), false, null],
  [new TypeError('Failed to fetch'), false, null],
])('tells of %s whether a file did not arrive, and which', (error, isFailed, address) => {
  expect(isFailedImport(error)).toBe(isFailed)
  expect(failedAddress(error)).toBe(address)
})
