import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createRemoteApp } from '../remote-app.ts'
import { describeRemote } from '../remote-manifest.ts'
import { builtRemote, FACTS } from '../testing/built-remote.ts'
import { checkRemote, type Checked } from './check-remote.ts'
import { reportOf } from './report.ts'

const URL_OF_REMOTE = 'http://remote.test/panel/'

let dist = ''
beforeEach(() => {
  dist = builtRemote()
  writeFileSync(join(dist, 'manifest.json'), JSON.stringify(describeRemote(dist, FACTS)))
})
afterEach(() => rmSync(dist, { recursive: true, force: true }))

type Answer = (path: string) => Response | Promise<Response>
const served: Answer = (path) => createRemoteApp(dist).request(path)

/** The real server behind an address; `change` answers in its place for some paths. */
function check(change: (path: string, served: Answer) => Response | Promise<Response> = served, options = {}) {
  const fetchFile = (async (url: URL) => change(url.pathname.replace('/panel', ''), served)) as unknown as typeof fetch
  return checkRemote({ url: URL_OF_REMOTE, fetchFile, ...options })
}
const errorsOf = ({ findings }: Checked) =>
  findings.filter(({ severity }) => severity === 'error').map(({ file, text }) => `${file}: ${text}`)

const edited = (edit: (manifest: Record<string, never>) => void) => async (path: string) => {
  if (path !== '/manifest.json') return served(path)
  const manifest = (await (await served(path)).json()) as Record<string, never>
  edit(manifest)
  return new Response(JSON.stringify(manifest), { headers: { 'cache-control': 'no-cache' } })
}

describe('checking a deployed panel', () => {
  it('finds nothing wrong with what our own server serves, and tells how far it is', async () => {
    const steps: string[] = []
    const checked = await check(served, { onProgress: (done: number, all: number) => steps.push(`${done}/${all}`) })
    expect(checked.findings).toEqual([])
    expect(steps).toEqual(['1/5', '2/5', '3/5', '4/5', '5/5'])
    expect(reportOf(checked)).toContain('Everything is as the manifest promises.')
  })

  it.each(['http://remote.test/panel', `${URL_OF_REMOTE}remoteEntry.js`, `${URL_OF_REMOTE}manifest.json?x#y`])(
    'takes %s for the same panel',
    async (url) => expect((await check(served, { url })).findings).toEqual([]),
  )

  it.each(['', 'remote', 'file:///etc/', 'javascript:alert(1)'])('does not ask at %j', async (url) => {
    const { manifest, findings } = await check(() => Promise.reject(new Error('asked')), { url })
    expect(manifest).toBeNull()
    expect(findings[0]?.text).toMatch(/is no address|neither http nor https/)
  })

  it.each<[string, Answer, RegExp]>([
    ['a missing file', () => new Response('', { status: 404 }), /Panel-D3adB33f\.js: answered 404\./],
    ['fewer bytes', () => js('pan'), /has 3 bytes, 5 are promised/],
    ['more bytes', () => js('panels'), /is larger than the 5 bytes promised/],
    ['other bytes', () => js('pAnel'), /integrity does not match/],
    [
      'a page in its place',
      () => new Response('panel', { headers: { 'content-type': 'text/html' } }),
      /served as text\/html/,
    ],
    ['a broken line', () => Promise.reject(new Error('socket hang up')), /could not be fetched: socket hang up/],
  ])('finds %s', async (_name, answer, message) => {
    const checked = await check((path) => (path === '/Panel-D3adB33f.js' ? answer(path) : served(path)))
    expect(errorsOf(checked)).toEqual([expect.stringMatching(message)])
    expect(reportOf(checked)).toContain('1 thing is wrong')
  })

  it.each<[string, Answer, RegExp]>([
    ['no manifest', () => new Response('', { status: 404 }), /answered 404/],
    ['a page in place of the manifest', () => new Response('<!doctype html>'), /is no JSON/],
    ['a manifest of another product', () => Response.json({ name: 'other' }), /has no valid name/],
    ['a manifest without an end', () => new Response('x'.repeat(2_000_000)), /is larger than/],
  ])('stops at %s', async (_name, answer, message) => {
    const checked = await check((path) => (path === '/manifest.json' ? answer(path) : served(path)))
    expect(checked.manifest).toBeNull()
    expect(errorsOf(checked)).toEqual([expect.stringMatching(message)])
  })

  it('finds a manifest of another deployment than the entry', async () => {
    const doors = { './mount': 'expose_Guard-B33fD3ad.js', './cellar': 'Panel-D3adB33f.js' }
    const swapped = await check(
      edited((manifest) => Object.assign(manifest, { doors: { ...doors, './cellar': undefined } })),
    )
    expect(errorsOf(swapped)[0]).toMatch(/opens \.\/mount with expose_Mount.*the manifest says expose_Guard/)
    const unknown = await check(edited((manifest) => Object.assign(manifest, { doors })))
    expect(errorsOf(unknown)[0]).toMatch(/has no door \.\/cellar, which the manifest promises/)
    const lost = await check(edited((manifest) => Object.assign(manifest, { doors: { './mount': 'Nowhere.js' } })))
    expect(errorsOf(lost)).toContainEqual(
      expect.stringMatching(/Nowhere\.js: opens \.\/mount but is not among the files/),
    )
    const other = await check(edited((manifest) => Object.assign(manifest, { build: 'f'.repeat(16) })))
    expect(errorsOf(other)).toEqual([expect.stringMatching(/names build f{16}, its files are/)])
  })

  it('says when the shell that will load it is too old or too new for it', async () => {
    expect(errorsOf(await check(served, { hostApi: '1.3' }))).toEqual([])
    expect(errorsOf(await check(served, { hostApi: '2.0' }))[0]).toContain(
      'accepts host contract >=1.0 <2.0; 2.0 is newer',
    )
    expect(errorsOf(await check(served, { hostApi: '0.9' }))[0]).toContain('0.9 is older')
    expect(errorsOf(await check(served, { hostApi: 'latest' }))[0]).toContain('latest is no version')
  })

  it('advises on cache headers once for all files, without failing', async () => {
    const checked = await check(async (path) => {
      const { body, headers } = await served(path)
      return new Response(body, { headers: { 'content-type': headers.get('content-type') ?? '' } })
    })
    expect(errorsOf(checked)).toEqual([])
    const report = reportOf(checked)
    expect(report).toMatch(/manifest\.json and 1 more: says cache-control: nothing/)
    expect(report).toMatch(/and 2 more: could be kept for ever/)
    expect(report).toContain('Everything is as the manifest promises.')
  })
})

function js(content: string): Response {
  return new Response(content, { headers: { 'content-type': 'text/javascript', 'access-control-allow-origin': '*' } })
}
