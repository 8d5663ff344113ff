import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readManifest } from './plugin-manifest.ts'

let dir = ''
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'manifest-test-'))
  await writeFile(join(dir, 'index.ts'), '')
})
afterEach(() => rm(dir, { recursive: true, force: true }))

const good = { pluginId: 'com.example.a', name: 'A', version: '1.0.0', entryPoints: ['index.ts'] }
const complaintAbout = async (manifest: unknown) => {
  await writeFile(join(dir, 'plugin.json'), typeof manifest === 'string' ? manifest : JSON.stringify(manifest))
  const result = await readManifest(dir)
  return result.kind === 'bad' ? result.sentence : 'nothing'
}

describe('plugin.json', () => {
  it('is taken with the fields of its own that a plugin has', async () => {
    await writeFile(join(dir, 'plugin.json'), JSON.stringify({ ...good, entryPoints: ['./index.ts'], colour: 'red' }))
    const result = await readManifest(dir)
    expect(result).toEqual({ kind: 'ok', manifest: { ...good, colour: 'red' } })
  })

  it('of the sample plugin is in order', async () => {
    const result = await readManifest(fileURLToPath(new URL('./sample-plugin', import.meta.url)))
    expect(result).toMatchObject({ kind: 'ok', manifest: { pluginId: 'com.powerx.orders' } })
  })

  it('is looked for in a folder that must exist', async () => {
    expect(await readManifest(join(dir, 'nowhere'))).toEqual({
      kind: 'bad',
      sentence: `There is no folder ${join(dir, 'nowhere')}. Give the plugin's folder with --dir.`,
    })
  })

  it('must be there', async () => {
    const result = await readManifest(dir)
    expect(result).toEqual({ kind: 'bad', sentence: `There is no plugin.json in ${dir}, so this is not a plugin.` })
  })

  it.each([
    ['text that is no JSON', '{ "pluginId": ', /^plugin\.json is not JSON: /],
    ['a missing name', { ...good, name: undefined }, /^plugin\.json: name: /],
    ['an id with spaces', { ...good, pluginId: 'my plugin' }, /^plugin\.json: pluginId: must be an id such as/],
    ['a version that is none', { ...good, version: 'new' }, /^plugin\.json: version: must be a version such as/],
    ['no entry point', { ...good, entryPoints: [] }, /^plugin\.json: entryPoints: must name at least one/],
    ['an entry point that is a number', { ...good, entryPoints: [7] }, /^plugin\.json: entryPoints\[0\]: /],
    ['an entry point that is missing', { ...good, entryPoints: ['b.ts'] }, /entry point b\.ts does not exist/],
    ['an entry point outside', { ...good, entryPoints: ['../b.ts'] }, /\.\.\/b\.ts lies outside the plugin's folder/],
    ['a list', [], /^plugin\.json: /],
  ])('with %s is refused in one sentence', async (_, manifest, sentence) => {
    expect(await complaintAbout(manifest)).toMatch(sentence)
  })
})
