import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { remoteManifestSchema } from '../../contracts/index.ts'
import { createRemoteApp } from './remote-app.ts'
import { describeRemote, doorFiles, integrityOf } from './remote-manifest.ts'
import { builtRemote, FACTS } from './testing/built-remote.ts'

let dist = ''
beforeEach(() => void (dist = builtRemote()))
afterEach(() => rmSync(dist, { recursive: true, force: true }))

describe("the remote's manifest", () => {
  it('names entry, doors with their files, versions, and size and integrity of every file', () => {
    const manifest = describeRemote(dist, FACTS)
    expect(remoteManifestSchema.parse(manifest)).toEqual(manifest)
    expect(manifest).toMatchObject({
      name: 'dev-hotload',
      version: '1.2.3',
      entry: 'remoteEntry.js',
      doors: { './mount': 'expose_Mount-D3adB33f.js', './guard': 'expose_Guard-B33fD3ad.js' },
      hostApi: { version: '1.0', accepts: '>=1.0 <2.0' },
      contracts: FACTS.contracts,
    })
    expect(Object.keys(manifest.files)).toEqual([
      'Panel-D3adB33f.js',
      'expose_Guard-B33fD3ad.js',
      'expose_Mount-D3adB33f.js',
      'fonts/mono.woff2',
      'remoteEntry.js',
    ])
    expect(manifest.files['Panel-D3adB33f.js']).toEqual({ integrity: integrityOf(Buffer.from('panel')), bytes: 5 })
  })

  it('does not describe itself, so that writing it twice gives the same', () => {
    const first = describeRemote(dist, FACTS)
    writeFileSync(join(dist, 'manifest.json'), JSON.stringify(first))
    expect(describeRemote(dist, FACTS)).toEqual(first)
  })

  it('has the same build id for the same content, and another one when any file changes its content or its name', () => {
    const ids = new Set([describeRemote(dist, FACTS).build])
    const again = builtRemote()
    ids.add(describeRemote(again, { ...FACTS, version: '9.9.9' }).build)
    expect(ids.size).toBe(1)
    writeFileSync(join(again, 'fonts/mono.woff2'), 'other')
    ids.add(describeRemote(again, FACTS).build)
    writeFileSync(join(again, 'Late-D3adB33f.js'), '')
    ids.add(describeRemote(again, FACTS).build)
    expect(ids.size).toBe(3)
    rmSync(again, { recursive: true })
  })

  it('is not written for a folder without an entry, nor for an entry without one of the doors', () => {
    expect(() => describeRemote(dist, { ...FACTS, doors: ['./mount', './cellar'] })).toThrow('has no door ./cellar')
    rmSync(join(dist, 'remoteEntry.js'))
    expect(() => describeRemote(dist, FACTS)).toThrow('holds no remoteEntry.js')
  })

  it('does not give one file to two doors when the entry is written in a way that it cannot read', () => {
    const entry = `{"./a":()=>load(somewhere),"./b":()=>load("./b-D3adB33f.js")}`
    expect(() => doorFiles(entry, ['./a', './b'])).toThrow('one file for two doors')
  })

  it.each([
    ['../secret.js', false],
    ['/etc/passwd', false],
    ['a/../b.js', false],
    ['http://elsewhere/x.js', false],
    ['a b.js', false],
    ['', false],
    ['a//b.js', false],
    ['Panel-D3adB33f.js', true],
    ['fonts/..mono.woff2', true],
  ])('takes the file name %j: %s', (name, taken) => {
    const manifest = describeRemote(dist, FACTS)
    const files = { [name]: { integrity: integrityOf(Buffer.from('')), bytes: 0 } }
    expect(remoteManifestSchema.safeParse({ ...manifest, files }).success).toBe(taken)
  })
})

describe("the remote's server", () => {
  const get = (path: string) => createRemoteApp(dist).request(path)

  it('lets every origin read the entry, and asks to look for a newer one each time', async () => {
    const answer = await get('/remoteEntry.js')
    expect(answer.status).toBe(200)
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-cache',
    })
    expect(answer.headers.get('content-type')).toMatch(/^text\/javascript/)
    expect(answer.headers.has('access-control-allow-credentials')).toBe(false)
  })

  it.each(['/remoteEntry.js', '/Panel-D3adB33f.js'])(
    'answers 304 without a body to who has %s already, readable for every origin',
    async (path) => {
      const etag = (await get(path)).headers.get('etag')
      expect(etag).toMatch(/^"[0-9a-f]+"$/)
      const ask = () => createRemoteApp(dist).request(path, { headers: { 'if-none-match': etag! } })
      const known = await ask()
      expect([known.status, await known.text()]).toEqual([304, ''])
      expect(known.headers.get('access-control-allow-origin')).toBe('*')
      expect(known.headers.get('cache-control')).toBe((await get(path)).headers.get('cache-control'))
      writeFileSync(join(dist, path), 'a newer one')
      expect((await ask()).status).toBe(200)
    },
  )

  it('lets chunks with a hash in their name be kept for ever', async () => {
    const answer = await get('/Panel-D3adB33f.js')
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
  })

  it.each(['/', '/nowhere.js', '/Nowhere-D3adB33f.js', '/dev-hotload', '/..%2fsecret', '/fonts'])(
    'answers 404 and no page to %s',
    async (path) => {
      const answer = await get(path)
      expect(answer.status).toBe(404)
      expect(answer.headers.get('cache-control')).toBe('no-cache')
      expect(await answer.text()).not.toContain('<')
    },
  )
})
