import { describe, expect, it, vi } from 'vitest'
import { createDeployment } from './deployment.ts'

const SELF = 'https://cdn.test/panel/gate-AAAA1111.js'
const manifest = {
  name: 'dev-hotload',
  version: '1.2.3',
  build: '0123456789abcdef',
  files: { 'gate-AAAA1111.js': { integrity: '', bytes: 1 } } as Record<string, unknown>,
}

function deployment(answer: () => Promise<Response>, self = SELF) {
  const fetch = vi.fn((_url: URL, _init: RequestInit) => answer())
  const timeout = vi.fn(() => new AbortController().signal)
  return { fetch, timeout, ...createDeployment({ self, fetch: fetch as unknown as typeof globalThis.fetch, timeout }) }
}
const answering = (body: unknown) => () => Promise.resolve(Response.json(body))

describe('what is deployed', () => {
  it('is asked beside the own file, past every cache, without credentials and not for ever', async () => {
    const { fetch, timeout, ask } = deployment(answering(manifest), `${SELF}?again=3`)
    expect(await ask()).toEqual({ version: '1.2.3', build: '0123456789abcdef', isOurs: true })
    const [url, init] = fetch.mock.calls[0]!
    expect(String(url)).toBe('https://cdn.test/panel/manifest.json')
    expect(init).toMatchObject({ cache: 'no-store', credentials: 'omit', signal: timeout.mock.results[0]!.value })
    expect(timeout).toHaveBeenCalledWith(8_000)
  })

  it('is another build when the file of this page is not in it', async () => {
    const { ask } = deployment(answering({ ...manifest, files: { 'gate-BBBB2222.js': {} } }))
    expect(await ask()).toMatchObject({ isOurs: false })
  })

  it.each([
    ['toString.js', true],
    ['toString', false],
    ['__proto__', false],
  ])('is not fooled by a file named %s', async (name, isOurs) => {
    const files = { 'toString.js': {} }
    const { ask } = deployment(answering({ ...manifest, files }), `https://cdn.test/panel/${name}`)
    expect(await ask()).toMatchObject({ isOurs })
  })

  it('is asked once for all who wait, and anew afterwards', async () => {
    const { fetch, ask } = deployment(answering(manifest))
    await Promise.all([ask(), ask(), ask()])
    expect(fetch).toHaveBeenCalledTimes(1)
    await ask()
    expect(fetch).toHaveBeenCalledTimes(2)
  })

  it.each<[string, () => Promise<Response>]>([
    ['nobody answers', () => Promise.reject(new TypeError('Failed to fetch'))],
    ['there is none', () => Promise.resolve(new Response('', { status: 404 }))],
    ['a page comes in its place', () => Promise.resolve(new Response('<!doctype html>'))],
    ['it is of another product', answering({ ...manifest, name: 'other' })],
    ['it is of a time before builds had ids', answering({ ...manifest, build: undefined })],
    ['its version is markup', answering({ ...manifest, version: '<img>' })],
    ['its version is a novel', answering({ ...manifest, version: '1'.repeat(10_000) })],
    ['its files are a list', answering({ ...manifest, files: [] })],
    ['it is null', answering(null)],
  ])('is not known when %s', async (_name, answer) => {
    expect(await deployment(answer).ask()).toBeNull()
  })
})
