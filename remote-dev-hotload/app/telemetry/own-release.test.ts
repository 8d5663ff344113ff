import { describe, expect, it, vi } from 'vitest'
import { version } from '../../../package.json'
import { askOwnRelease } from './own-release.ts'

const SELF = 'https://remote.test/v1/create-lookout-AAAA1111.js'
const files = { 'create-lookout-AAAA1111.js': {} }
const manifest = { name: 'dev-hotload', version, build: '0123456789abcdef', files }
const pageWith = (answer: () => Promise<Response>) => ({ fetch: vi.fn(answer) })
const answering = (patch: object = {}) => pageWith(() => Promise.resolve(Response.json({ ...manifest, ...patch })))

describe('the release of this page', () => {
  it('is name, version and build as the manifest has them', async () => {
    expect(await askOwnRelease(answering(), SELF)).toBe(`dev-hotload@${version}+0123456789abcdef`)
  })

  it.each([
    ['another build is deployed', answering({ files: { 'create-lookout-BBBB2222.js': {} } })],
    ['another version is deployed', answering({ version: '99.0.0' })],
    ['nobody answers', pageWith(() => Promise.reject(new TypeError('Failed to fetch')))],
  ])('is not known when %s', async (_name, page) => {
    expect(await askOwnRelease(page, SELF)).toBeNull()
  })

  it('is not asked for where there is no server', async () => {
    const page = answering()
    expect(await askOwnRelease(page, 'file:///dist/create-lookout-AAAA1111.js')).toBeNull()
    expect(page.fetch).not.toHaveBeenCalled()
  })
})
