import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createFakeClock } from './fake-clock.ts'
import type { Said } from './log-line.ts'
import { createPluginProcess } from './plugin-process.ts'
import { until } from './running-program.ts'

let dir = ''
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'plugin-process-test-'))
  await writeFile(join(dir, 'package.json'), '{"type":"module"}')
})
afterEach(() => rm(dir, { recursive: true, force: true }))

const setUp = () => {
  const clock = createFakeClock()
  const said: (Said & { sequence: number })[] = []
  const ended: string[] = []
  const plugin = createPluginProcess({
    sandbox: fileURLToPath(new URL('./sandbox.mjs', import.meta.url)),
    onSaid: (line, sequence) => said.push({ ...line, sequence }),
    onEnded: (how) => ended.push(how),
    env: process.env,
    clock,
    dir,
  })
  const run = async (source: string, sequence = 1) => {
    const file = join(dir, `bundle-${sequence}.js`)
    await writeFile(file, source)
    return plugin.replace(file, sequence)
  }
  return { clock, said, ended, plugin, run }
}

const STAY = 'export const start = () => void setInterval(() => {}, 1000)\n'

describe('the plugin process', () => {
  it('keeps the level of what the plugin prints, and takes JSON lines apart', async () => {
    const { said, plugin, run } = setUp()
    const source = `console.log('a %d', 1); console.warn('b'); console.error('c'); console.debug({ d: [1] })
      console.log(JSON.stringify({ level: 'warn', msg: 'e', fields: { f: 1 } }))
      process.stderr.write('raw\\n')`
    expect(await run(source + '\n' + STAY)).toEqual({ kind: 'up' })
    await plugin.stop()
    const byMessage = [...said].sort((a, b) => a.message.localeCompare(b.message))
    expect(byMessage.map(({ level, message, fields }) => [level, message, fields])).toEqual([
      ['debug', '{ d: [ 1 ] }', undefined],
      ['info', 'a 1', undefined],
      ['warn', 'b', undefined],
      ['error', 'c', undefined],
      ['warn', 'e', { f: 1 }],
      ['error', 'raw', undefined],
    ])
  })

  it('says why a plugin crashed at its start, with paths from the plugin on', async () => {
    const { said, run } = setUp()
    expect(await run(`throw new RangeError('no stock')`)).toEqual({ kind: 'crashed', error: 'RangeError: no stock' })
    expect(said[0]?.message).toMatch(/^RangeError: no stock\n {4}at .*bundle-1\.js:1:7/)
    expect(said[0]?.message).not.toContain(dir)
  })

  it('tells of a plugin that ends later by itself', async () => {
    const { ended, run } = setUp()
    expect(await run(`export const start = () => void setTimeout(() => process.exit(3), 20)`)).toEqual({ kind: 'up' })
    expect(await until('the end', () => ended[0] ?? null)).toBe('with exit code 3')
  })

  it('lets the old plugin say goodbye before the new one starts', async () => {
    const { said, ended, plugin, run } = setUp()
    await run(`export const start = () => { setInterval(() => {}, 1000); return () => console.log('goodbye') }`, 1)
    await run(`console.log('hello')\n${STAY}`, 2)
    await plugin.stop()
    expect(said.map(({ message, sequence }) => [message, sequence])).toEqual([
      ['goodbye', 1],
      ['hello', 2],
    ])
    expect(ended).toEqual([])
  })

  it('kills a plugin that does not go within two seconds', async () => {
    const { clock, plugin, run } = setUp()
    await run(`export const start = () => { setInterval(() => {}, 1000); return () => new Promise(() => {}) }`)
    let gone = false
    const stopping = plugin.stop().then(() => (gone = true))
    await clock.advance(1999)
    expect(gone).toBe(false)
    await clock.advance(1)
    await stopping
    expect(clock.pending()).toBe(0)
  })
})
