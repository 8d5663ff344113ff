import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createRemoteApp } from './remote-app.ts'
import { describeRemote } from './remote-manifest.ts'

let dist = ''
beforeEach(() => {
  dist = mkdtempSync(join(tmpdir(), 'remote-test-'))
  writeFileSync(join(dist, 'remoteEntry.js'), 'export const get = 1')
  writeFileSync(join(dist, 'Panel-D3adB33f.js'), '1')
  mkdirSync(join(dist, 'fonts'))
  writeFileSync(join(dist, 'fonts/mono.woff2'), '2')
})
afterEach(() => rmSync(dist, { recursive: true, force: true }))

const facts = { version: '1.2.3', doors: ['./mount', './guard'], hostApi: '1.0' }

describe("the remote's manifest", () => {
  it('names entry, doors and the integrity of every file', () => {
    const manifest = describeRemote(dist, facts)
    expect(manifest).toMatchObject({ name: 'dev-hotload', entry: 'remoteEntry.js', ...facts })
    expect(Object.keys(manifest.files)).toEqual(['Panel-D3adB33f.js', 'fonts/mono.woff2', 'remoteEntry.js'])
    expect(manifest.files['Panel-D3adB33f.js']).toBe(`sha384-${createHash('sha384').update('1').digest('base64')}`)
  })

  it('does not describe itself, so that writing it twice gives the same', () => {
    const first = describeRemote(dist, facts)
    writeFileSync(join(dist, 'manifest.json'), JSON.stringify(first))
    expect(describeRemote(dist, facts)).toEqual(first)
  })

  it('is not written for a folder without an entry', () => {
    rmSync(join(dist, 'remoteEntry.js'))
    expect(() => describeRemote(dist, facts)).toThrow('holds no remoteEntry.js')
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
