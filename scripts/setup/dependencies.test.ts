import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { installReason } from './dependencies.mjs'

let root = ''
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'dependencies-test-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const lockOf = (version: string) =>
  JSON.stringify({
    packages: {
      '': { name: 'project' },
      'node_modules/a': { version },
      'node_modules/only-on-another-system': { version: '1.0.0', optional: true },
    },
  })
const write = (path: string, text: string) => writeFileSync(join(root, path), text)
const installed = (record: string) => {
  mkdirSync(join(root, 'node_modules'))
  write('node_modules/.package-lock.json', record)
}
const remembered = (lock: string) =>
  write('node_modules/.dev-hotload-lock', `${createHash('sha256').update(lock).digest('hex')}\n`)

describe('whether dependencies must be installed', () => {
  it('yes, when there are none', () => {
    write('package-lock.json', lockOf('1.0.0'))
    expect(installReason(root)).toBe('they are missing')
  })

  it('no, when the lock is the one that was installed', () => {
    write('package-lock.json', lockOf('1.0.0'))
    installed('{}')
    remembered(lockOf('1.0.0'))
    expect(installReason(root)).toBeNull()
  })

  it('yes, when the lock has changed since', () => {
    write('package-lock.json', lockOf('1.0.1'))
    installed(lockOf('1.0.0'))
    remembered(lockOf('1.0.0'))
    expect(installReason(root)).toBe('package-lock.json has changed')
  })

  it('no, when somebody has installed the same by hand', () => {
    write('package-lock.json', lockOf('1.0.0'))
    installed(JSON.stringify({ packages: { 'node_modules/a': { version: '1.0.0' } } }))
    expect(installReason(root)).toBeNull()
  })

  it('yes, when an installation was broken off before npm wrote its record', () => {
    write('package-lock.json', lockOf('1.0.0'))
    mkdirSync(join(root, 'node_modules'))
    expect(installReason(root)).toBe('package-lock.json has changed')
  })
})
