import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findChromium } from './find-chromium.mjs'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'chromium-test-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const program = (name: string, mode = 0o755) => {
  const path = join(folder, name)
  writeFileSync(path, '')
  chmodSync(path, mode)
  return path
}

describe('the Chromium for browser tests', () => {
  it('is the named one before any other', () => {
    const [ours, other] = [program('ours'), program('other')]
    expect(findChromium({ DH_CHROMIUM: ours, CHROMIUM_PATH: other })).toBe(ours)
    expect(findChromium({ CHROMIUM_PATH: other })).toBe(other)
  })

  it('is not a file that cannot be run', () => {
    const [broken, good] = [program('broken', 0o644), program('good')]
    expect(findChromium({ DH_CHROMIUM: broken, CHROMIUM_PATH: good })).toBe(good)
    expect(findChromium({ DH_CHROMIUM: join(folder, 'nowhere'), CHROMIUM_PATH: good })).toBe(good)
  })
})
